// SPDX-License-Identifier: Apache-2.0
// The loop a C++ test bench would run on the counter: the yardstick of the benchmarks.

// args[0] cycles, each two evaluations and one read before the rising edge; returns their sum.
extern "C" NC_EXPORT int64_t counter_loop(void* top, const int64_t* args, int32_t) {
    auto* const dut = static_cast<Vmodel*>(top);
    dut->rst_ni = 1;
    dut->en_i = 1;
    int64_t sum = 0;
    for (int64_t cycle = 0; cycle < args[0]; ++cycle) {
        dut->clk_i = 0;
        dut->eval();
        sum += dut->count_o;
        dut->clk_i = 1;
        dut->eval();
    }
    return sum;
}

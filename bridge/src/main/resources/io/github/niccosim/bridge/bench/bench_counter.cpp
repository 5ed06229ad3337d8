// SPDX-License-Identifier: Apache-2.0
// What a C++ programmer writes around a Verilated counter; the reference of all cycle costs.

#include "Vmodel.h"
#include "model_abi.h"

// args[0]: full clock cycles to run. Returns the sum of the counter values seen after each edge.
extern "C" NC_EXPORT int64_t bench_counter_loop(void* model, const int64_t* args, int32_t) {
    Vmodel& top = *static_cast<Vmodel*>(model);
    VerilatedContext& context = *top.contextp();
    int64_t sum = 0;
    for (int64_t cycle = 0; cycle < args[0]; ++cycle) {
        context.timeInc(500);
        top.clk_i = 1;
        top.eval();
        sum += top.count_o;
        context.timeInc(500);
        top.clk_i = 0;
        top.eval();
    }
    return sum;
}

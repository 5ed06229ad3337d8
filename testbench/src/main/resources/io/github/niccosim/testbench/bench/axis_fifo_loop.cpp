// SPDX-License-Identifier: Apache-2.0
// The loop a C++ test bench would run on the 64-bit stream FIFO: a source that never pauses, a sink
// that is always ready and collects frames. The yardstick of benchmark axis_fifo.
#include <cstring>

namespace {

constexpr int kBeatBytes = 8;
constexpr int kFrameBytes = 1504;

struct Source {
    uint8_t frame[kFrameBytes];
    int offset = 0;

    void drive(Vmodel* dut) const {
        std::memcpy(&dut->s_axis_tdata, frame + offset, kBeatBytes);
        dut->s_axis_tkeep = 0xff;
        dut->s_axis_tlast = offset + kBeatBytes == kFrameBytes;
        dut->s_axis_tuser = 0;
        dut->s_axis_tvalid = 1;
    }

    void taken() { offset = offset + kBeatBytes == kFrameBytes ? 0 : offset + kBeatBytes; }
};

struct Sink {
    uint8_t frame[kFrameBytes];
    int length = 0;
    int64_t bytes = 0;

    void take(const Vmodel* dut) {
        std::memcpy(frame + length, &dut->m_axis_tdata, kBeatBytes);
        length += __builtin_popcount(dut->m_axis_tkeep);
        if (dut->m_axis_tlast) {
            bytes += length + frame[0];
            length = 0;
        }
    }
};

}  // namespace

// args[0] cycles; returns the bytes of the complete frames received.
extern "C" NC_EXPORT int64_t axis_fifo_loop(void* top, const int64_t* args, int32_t) {
    auto* const dut = static_cast<Vmodel*>(top);
    Source source;
    Sink sink;
    for (int i = 0; i < kFrameBytes; ++i) source.frame[i] = static_cast<uint8_t>(i);
    dut->rst_ni = 0;
    dut->clk_i = 0;
    dut->m_axis_tready = 1;
    dut->eval();
    dut->rst_ni = 1;
    source.drive(dut);
    for (int64_t cycle = 0; cycle < args[0]; ++cycle) {
        dut->clk_i = 0;
        dut->eval();
        const bool pushed = dut->s_axis_tvalid && dut->s_axis_tready;
        if (dut->m_axis_tvalid && dut->m_axis_tready) sink.take(dut);
        dut->clk_i = 1;
        dut->eval();
        if (pushed) {
            source.taken();
            source.drive(dut);
        }
    }
    return sink.bytes;
}

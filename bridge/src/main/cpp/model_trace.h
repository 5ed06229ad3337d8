// SPDX-License-Identifier: Apache-2.0
// The recording of one model: FST, VCD or nothing, as the library was verilated.
#ifndef NICCOSIM_MODEL_TRACE_H_
#define NICCOSIM_MODEL_TRACE_H_

#include <cstdint>

#define NICCOSIM_TRACE (NICCOSIM_TRACE_FST || NICCOSIM_TRACE_VCD)

#if NICCOSIM_TRACE_FST
#include "verilated_fst_c.h"
#elif NICCOSIM_TRACE_VCD
#include "verilated_vcd_c.h"
#endif

#include <memory>

namespace niccosim {

#if NICCOSIM_TRACE

// What the trace shows for a time is what was settled when the time is left; a time already
// recorded (a failure ends a recording early) shows its changes at the next one.
class Trace final {
public:
#if NICCOSIM_TRACE_FST
    using File = VerilatedFstC;
#else
    using File = VerilatedVcdC;
#endif

    bool is_open() const { return file_ != nullptr; }
    bool recording() const { return file_ != nullptr && on_; }
    bool has_recorded() const { return file_ != nullptr && last_ps_ >= 0; }
    void changed() { pending_ = true; }

    // levels 0: everything; otherwise that many levels of the scope, 1 being its own signals.
    template <class Top>
    void open(Top& top, const char* path, int dumps_per_flush, const char* scope, int levels) {
        std::unique_ptr<File> file = std::make_unique<File>();
        if (levels > 0) file->dumpvars(levels, scope);
        top.trace(file.get(), 99);
        file->open(path);
        file_ = std::move(file);
        dumps_per_flush_ = dumps_per_flush;
        dumps_ = 0;
        last_ps_ = -1;
        pending_ = on_ = true;
    }

    void dump(uint64_t time_ps) {
        if (__builtin_expect(file_ == nullptr, true) || !pending_ || !on_) return;
        if (static_cast<int64_t>(time_ps) == last_ps_) return;
        last_ps_ = static_cast<int64_t>(time_ps);
        pending_ = false;
        file_->dump(time_ps);
        if (++dumps_ >= dumps_per_flush_) {
            file_->flush();  // FST: happens with the next dump
            dumps_ = 0;
        }
    }

    void close(uint64_t time_ps) {
        if (!file_) return;
        dump(time_ps);
        file_->close();
        file_.reset();
    }

    void enable(bool on, uint64_t time_ps) {
        if (on == on_) return;
        dump(time_ps);
        on_ = pending_ = on;
    }

private:
    std::unique_ptr<File> file_;
    bool pending_ = false;
    bool on_ = true;
    int64_t last_ps_ = -1;
    int dumps_ = 0;
    int dumps_per_flush_ = 1000;
};

#else

class Trace final {
public:
    bool is_open() const { return false; }
    bool recording() const { return false; }
    bool has_recorded() const { return false; }
    void changed() {}
    void dump(uint64_t) {}
    void close(uint64_t) {}
    void enable(bool, uint64_t) {}
};

#endif

}  // namespace niccosim

#endif

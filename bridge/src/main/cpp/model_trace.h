// SPDX-License-Identifier: Apache-2.0
// The recording of one model: FST, VCD or nothing, as the library was verilated.
#ifndef NICCOSIM_MODEL_TRACE_H_
#define NICCOSIM_MODEL_TRACE_H_

#include "model_abi.h"

#define NICCOSIM_TRACE (NICCOSIM_TRACE_FST || NICCOSIM_TRACE_VCD)

#if NICCOSIM_TRACE
#include "model_trace_file.h"

#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdio>
#include <memory>
#endif

namespace niccosim {

#if NICCOSIM_TRACE

// What the trace shows for a time is what was settled when the time is left; a time already
// recorded (a failure ends a recording early) shows its changes at the next one.
class Trace final {
public:
    bool recording(int64_t now_ps) const {
        return file_ != nullptr && on_ && now_ps >= from_ps_ && now_ps <= to_ps_;
    }
    bool has_recorded() const { return file_ != nullptr && last_ps_ >= 0; }
    void changed() { pending_ = true; }

    // Says no, and records nothing, where no signal lies in the chosen scopes.
    template <class Top>
    bool open(Top& top, const nc_trace_options& options) {
        attach_ = [](void* model, TraceFile::File& file) { static_cast<Top*>(model)->trace(&file, 99); };
        top_ = &top;
        path_ = options.path;
        scopes_ = options.scopes;
        levels_ = options.levels;
        dumps_per_flush_ = options.dumps_per_flush;
        from_ps_ = options.from_ps;
        to_ps_ = options.to_ps;
        segments_ = options.segments;
        segment_ps_ = options.segment_ps;
        segment_ = 0;
        lanes_.declare(options.lanes);
        on_ = true;
        open_file();
        if (!chooses() || !records_nothing(*file_->file().spTrace())) return true;
        file_->file().close();
        file_.reset();
        return false;
    }

    void annotate(uint32_t lane, const char* text, int64_t time_ps) {
        if (file_) lanes_.set(lane, text, time_ps);
    }

    void dump(uint64_t time_ps) {
        if (__builtin_expect(file_ == nullptr, true) || !(pending_ || lanes_.pending())) return;
        const int64_t now_ps = static_cast<int64_t>(time_ps);
        if (!recording(now_ps)) return;
        if (now_ps != last_ps_) {
            if (__builtin_expect(segments_ != 0, false) && last_ps_ >= 0
                && now_ps - first_ps_ >= segment_ps_) {
                file_->file().close();
                open_file();
            }
            record(now_ps);
        }
        if (__builtin_expect(lanes_.pending(), false)) file_->write(lanes_, time_ps);
    }

    void close(uint64_t time_ps) {
        if (!file_) return;
        dump(time_ps);
        file_->file().close();
        file_.reset();
    }

    void enable(bool on, uint64_t time_ps) {
        if (on == on_) return;
        dump(time_ps);
        on_ = pending_ = on;
    }

private:
    bool chooses() const { return levels_ > 0 && !scopes_.empty(); }

    void open_file() {
        file_ = std::make_unique<TraceFile>();
        for (size_t at = 0; chooses() && at < scopes_.size();) {
            const size_t end = std::min(scopes_.find('\n', at), scopes_.size());
            file_->file().dumpvars(levels_, scopes_.substr(at, end - at));
            at = end + 1;
        }
        attach_(top_, file_->file());
        file_->open(segments_ == 0 ? path_.c_str() : next_segment().c_str(), lanes_.all());
        lanes_.show_again();
        dumps_ = 0;
        last_ps_ = -1;
        pending_ = true;
    }

    // Names the next file of a ring, path.NNNN.suffix, and deletes the one that is too old.
    std::string next_segment() {
        ++segment_;
        if (segment_ > segments_) ::unlink(segment_path(segment_ - segments_).c_str());
        return segment_path(segment_);
    }

    std::string segment_path(int32_t number) const {
        char text[16];
        std::snprintf(text, sizeof(text), ".%04d", number);
        const size_t dot = path_.rfind('.');
        return path_.substr(0, dot) + text + path_.substr(dot);
    }

    void record(int64_t now_ps) {
        if (last_ps_ < 0) first_ps_ = now_ps;
        last_ps_ = now_ps;
        pending_ = false;
        file_->file().dump(static_cast<uint64_t>(now_ps));
        if (++dumps_ >= dumps_per_flush_) {
            file_->file().flush();  // FST: happens with the next dump
            dumps_ = 0;
        }
    }

    std::unique_ptr<TraceFile> file_;
    Lanes lanes_;
    bool pending_ = false;
    bool on_ = true;
    int64_t last_ps_ = -1;
    int64_t first_ps_ = 0;
    int64_t from_ps_ = 0;
    int64_t to_ps_ = INT64_MAX;
    int dumps_ = 0;
    int dumps_per_flush_ = 4000;

    void (*attach_)(void* top, TraceFile::File& file) = nullptr;
    void* top_ = nullptr;
    std::string path_;
    std::string scopes_;  // separated by line feeds
    int levels_ = 0;
    int32_t segments_ = 0;  // 0: one file
    int32_t segment_ = 0;
    int64_t segment_ps_ = 0;
};

#else

class Trace final {
public:
    bool recording(int64_t) const { return false; }
    bool has_recorded() const { return false; }
    void changed() {}
    void dump(uint64_t) {}
    void close(uint64_t) {}
    void enable(bool, uint64_t) {}
    void annotate(uint32_t, const char*, int64_t) {}
};

#endif

}  // namespace niccosim

#endif

// SPDX-License-Identifier: Apache-2.0
// The native time loop: runs a model through its time steps until something Java waits for happens.
//
// One time step: timers (Java) - clocks waited for (Java, old values) - toggle and evaluate - apply
// the write log and evaluate - watched signals (Java, may write and settle again) - read only
// (Java) - trace dump. Java takes part only where it asked to; each stop resumes at the next phase.
#ifndef NICCOSIM_MODEL_STEPPER_H_
#define NICCOSIM_MODEL_STEPPER_H_

#include "model_abi.h"

#include <climits>
#include <cstdlib>
#include <cstring>
#include <new>

namespace niccosim {

// What belongs to the state of a simulation. Who waits for what (stops, watches) does not.
struct StepperState {
    struct Clock {
        int64_t next_ps;
        int64_t high_ps;
        int64_t low_ps;
        uint64_t offset;
    };
    Clock clocks[NC_MAX_CLOCKS];
    uint64_t edges[NC_MAX_CLOCKS];
    uint64_t rise_only;
    int64_t now_ps;
    int32_t clock_count;
    uint32_t early_falls;
    uint32_t phase;
    uint32_t dirty;
};

// Model supplies: bool eval_model() (false: failed), void enter_time(int64_t), bool attention(),
// int64_t next_event_ps() (of delays in the RTL), bool take_finish(), bool tracing() const,
// uint8_t* storage().
template <class Model>
class Stepper {
public:
    explicit Stepper(Model& model) : model_(model) {}
    ~Stepper() { std::free(log_); }
    Stepper(const Stepper&) = delete;
    Stepper& operator=(const Stepper&) = delete;

    nc_control& control() { return control_; }

    int add_clock(uint32_t offset, int64_t first_rise_ps, int64_t high_ps, int64_t low_ps) {
        if (clock_count_ == NC_MAX_CLOCKS) return -1;
        uint8_t* const level = model_.storage() + offset;
        *level = 0;
        control_.dirty = 1;
        clocks_[clock_count_] = {first_rise_ps, high_ps, low_ps, level};
        return clock_count_++;
    }

    uint8_t* reserve_log(uint64_t bytes) {
        if (bytes > log_capacity_) {
            void* const grown = std::realloc(log_, bytes);
            if (!grown) throw std::bad_alloc{};
            log_ = static_cast<uint8_t*>(grown);
            log_capacity_ = bytes;
        }
        return log_;
    }

    StepperState state() const {
        StepperState state{};
        for (int i = 0; i < clock_count_; ++i) {
            const Clock& clock = clocks_[i];
            state.clocks[i] = {clock.next_ps, clock.high_ps, clock.low_ps,
                               static_cast<uint64_t>(clock.level - model_.storage())};
            state.edges[i] = control_.edges[i];
        }
        state.rise_only = control_.rise_only;
        state.now_ps = control_.now_ps;
        state.clock_count = clock_count_;
        state.early_falls = early_falls_;
        state.phase = static_cast<uint32_t>(phase_);
        state.dirty = control_.dirty;
        return state;
    }

    // The model has its values already. Watches go on from these: restoring is not a change.
    void set_state(const StepperState& state) {
        clock_count_ = state.clock_count;
        for (int i = 0; i < clock_count_; ++i) {
            const StepperState::Clock& clock = state.clocks[i];
            clocks_[i] = {clock.next_ps, clock.high_ps, clock.low_ps,
                          model_.storage() + clock.offset};
        }
        std::memcpy(control_.edges, state.edges, sizeof(state.edges));
        control_.rise_only = state.rise_only;
        control_.now_ps = state.now_ps;
        control_.dirty = state.dirty;
        early_falls_ = state.early_falls;
        phase_ = static_cast<Phase>(state.phase);
        check_watches();
        std::memset(control_.fired_watches, 0, sizeof(control_.fired_watches));
        control_.fired_clocks = 0;
    }

    // Returns NC_* reason bits, or -1 when an evaluation failed. The phase is advanced before each
    // evaluation, so that a caller may go on after a failure.
    int advance(int64_t until_ps, uint64_t log_bytes) {
        control_.fired_clocks = 0;
        for (;;) {
            switch (phase_) {
            case Phase::kBetween: {
                const int64_t next_ps = next_step_ps();
                if ((log_bytes || control_.dirty) && next_ps != control_.now_ps) {
                    phase_ = Phase::kSettle;  // written outside a step: takes effect now
                    continue;
                }
                phase_ = Phase::kTimers;
                if (until_ps <= next_ps) {
                    enter(until_ps);
                    return NC_TIME;
                }
                enter(next_ps);
            }
            // fall through
            case Phase::kTimers:
                phase_ = Phase::kToggle;
                if ((control_.fired_clocks = awaited_edges())) return NC_BEFORE_EDGE;
            // fall through
            case Phase::kToggle:
                phase_ = Phase::kSettle;
                if (toggle() && !model_.eval_model()) return -1;
            // fall through
            case Phase::kSettle: {
                const bool changed = fall_early() | apply(log_bytes);
                log_bytes = 0;
                if (changed && !model_.eval_model()) return -1;
                if (check_watches()) return NC_WATCH;
                phase_ = Phase::kEnd;
                if (control_.stop_read_only) return NC_READ_ONLY;
            }
            // fall through
            case Phase::kEnd:
                phase_ = Phase::kBetween;
                if (__builtin_expect(model_.attention(), false) && model_.take_finish()) {
                    return NC_FINISH;
                }
            }
        }
    }

private:
    enum class Phase { kBetween, kTimers, kToggle, kSettle, kEnd };

    struct Clock {
        int64_t next_ps;
        int64_t high_ps;
        int64_t low_ps;
        uint8_t* level;
    };

    void enter(int64_t time_ps) {
        if (time_ps == control_.now_ps) return;
        model_.enter_time(time_ps);
        control_.now_ps = time_ps;
    }

    int64_t next_step_ps() const {
        int64_t next_ps = model_.next_event_ps();
        for (int i = 0; i < clock_count_; ++i) {
            if (clocks_[i].next_ps < next_ps) next_ps = clocks_[i].next_ps;
        }
        return next_ps;
    }

    uint64_t awaited_edges() const {
        if (!(control_.stop_rise | control_.stop_fall)) return 0;
        uint64_t edges = 0;
        for (int i = 0; i < clock_count_; ++i) {
            if (clocks_[i].next_ps != control_.now_ps) continue;
            const uint32_t stops = *clocks_[i].level ? control_.stop_fall : control_.stop_rise;
            if ((stops >> i) & 1) edges |= 1ULL << (*clocks_[i].level ? 32 + i : i);
        }
        return edges;
    }

    // Returns whether anything happens at this time that an evaluation has to see.
    bool toggle() {
        bool any = model_.next_event_ps() <= control_.now_ps;
        for (int i = 0; i < clock_count_; ++i) {
            Clock& clock = clocks_[i];
            if (clock.next_ps != control_.now_ps) continue;
            any = true;
            const bool rises = !*clock.level;
            *clock.level = rises;
            clock.next_ps += rises ? clock.high_ps : clock.low_ps;
            control_.edges[i] += rises;
            if (rises && falls_early(i)) {
                clock.next_ps += clock.low_ps;
                early_falls_ |= 1U << i;
            }
        }
        return any;
    }

    // A trace shows the true fall, so it costs its own evaluation there.
    bool falls_early(int clock) const {
        return ((control_.rise_only >> clock) & 1) != 0 && !model_.tracing();
    }

    // Let rise-only clocks fall together with the writes of their rising edge: one evaluation less.
    bool fall_early() {
        if (early_falls_ == 0) return false;
        for (int i = 0; i < clock_count_; ++i) {
            if ((early_falls_ >> i) & 1) *clocks_[i].level = 0;
        }
        early_falls_ = 0;
        return true;
    }

    bool apply(uint64_t log_bytes) {
        bool changed = control_.dirty;
        control_.dirty = 0;
        control_.log_stored = 1;
        uint8_t* const storage = model_.storage();
        for (uint64_t at = 0; at < log_bytes;) {
            const nc_write* const write = reinterpret_cast<const nc_write*>(log_ + at);
            const uint8_t* const data = log_ + at + sizeof(nc_write);
            uint8_t* const target = storage + write->offset;
            if (std::memcmp(target, data, write->bytes) != 0) {
                std::memcpy(target, data, write->bytes);
                changed = true;
            }
            at += sizeof(nc_write) + ((write->bytes + 7U) & ~7U);
        }
        return changed;
    }

    static uint64_t load(const uint8_t* from, unsigned bytes) {
        switch (bytes) {
        case 1: return *from;
        case 2: return *reinterpret_cast<const uint16_t*>(from);
        case 4: return *reinterpret_cast<const uint32_t*>(from);
        default: return *reinterpret_cast<const uint64_t*>(from);
        }
    }

    // Compares every active watch with what it saw last; fired_watches tells who waits for it.
    bool check_watches() {
        bool fired = false;
        const uint8_t* const storage = model_.storage();
        for (uint32_t word = 0; word < control_.watch_words; ++word) {
            uint64_t hits = 0;
            for (uint64_t left = control_.watch_active[word]; left; left &= left - 1) {
                const int bit = __builtin_ctzll(left);
                nc_watch& watch = control_.watches[word * 64 + static_cast<uint32_t>(bit)];
                const uint64_t value = load(storage + watch.offset, watch.bytes);
                if (__builtin_expect(value == watch.last, true)) continue;
                const uint64_t toggled = (value ^ watch.last) & 1;
                const bool hit = watch.edge == NC_EDGE_ANY
                                 || (toggled && (value & 1) == (watch.edge == NC_EDGE_RISING));
                watch.last = value;
                hits |= static_cast<uint64_t>(hit) << bit;
            }
            control_.fired_watches[word] = hits;
            fired |= hits != 0;
        }
        return fired;
    }

    Model& model_;
    nc_control control_{};
    Clock clocks_[NC_MAX_CLOCKS]{};
    int clock_count_ = 0;
    uint32_t early_falls_ = 0;
    Phase phase_ = Phase::kBetween;
    uint8_t* log_ = nullptr;
    uint64_t log_capacity_ = 0;
};

}  // namespace niccosim

#endif

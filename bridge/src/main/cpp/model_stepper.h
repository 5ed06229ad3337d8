// SPDX-License-Identifier: Apache-2.0
// The native time loop: runs a model through its time steps until something Java waits for happens.
//
// One time step: timers (Java) - clocks waited for (Java, old values) - toggle and evaluate - clocks
// made in the RTL (Java, old values) - apply the write log and evaluate - watched signals (Java, may
// write and settle again) - read only (Java) - trace dump. Java takes part only where it asked to;
// each stop resumes at the next phase.
#ifndef NICCOSIM_MODEL_STEPPER_H_
#define NICCOSIM_MODEL_STEPPER_H_

#include "model_abi.h"
#include "model_preedge.h"

#include <climits>
#include <cstdlib>
#include <cstring>
#include <new>

namespace niccosim {

// What belongs to the state of a simulation. Who waits for what (stops, watches) does not.
struct StepperState {
    nc_clock clocks[NC_MAX_CLOCKS];
    uint64_t offsets[NC_MAX_CLOCKS];
    nc_observed observed[NC_MAX_OBSERVED];
    int64_t now_ps;
    int32_t clock_count;
    uint32_t observed_count;
    uint32_t rise_only;
    uint32_t halting;
    uint32_t early_falls;
    uint32_t uncounted_rises;
    uint32_t phase;
    uint32_t dirty;
};

// Model supplies: bool eval_model() (false: failed), void enter_time(int64_t), bool attention(),
// int64_t next_event_ps() (of delays in the RTL), bool take_finish(), bool tracing(),
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
        nc_clock& clock = control_.clocks[clock_count_];
        clock = {};
        clock.next_ps = clock.ideal_ps = first_rise_ps;
        clock.high_ps = high_ps;
        clock.low_ps = low_ps;
        clock.restart_ps = INT64_MAX;
        levels_[clock_count_] = level;
        return clock_count_++;
    }

    // Java may be looking at the values before an edge; whoever else needs the model ends that.
    void leave_edge() { pre_edge_.hide(model_.storage()); }

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
            state.offsets[i] = static_cast<uint64_t>(levels_[i] - model_.storage());
        }
        std::memcpy(state.clocks, control_.clocks, sizeof(state.clocks));
        std::memcpy(state.observed, control_.observed, sizeof(state.observed));
        state.now_ps = control_.now_ps;
        state.clock_count = clock_count_;
        state.observed_count = control_.observed_count;
        state.rise_only = control_.rise_only;
        state.halting = control_.halting;
        state.early_falls = early_falls_;
        state.uncounted_rises = uncounted_rises_;
        state.phase = static_cast<uint32_t>(phase_);
        state.dirty = control_.dirty;
        return state;
    }

    // The model has its values already. Watches and observed clocks go on from these: restoring is
    // not a change.
    void set_state(const StepperState& state) {
        clock_count_ = state.clock_count;
        for (int i = 0; i < clock_count_; ++i) {
            levels_[i] = model_.storage() + state.offsets[i];
            const uint64_t stop_at = control_.clocks[i].stop_at;
            control_.clocks[i] = state.clocks[i];
            control_.clocks[i].stop_at = stop_at;
        }
        control_.now_ps = state.now_ps;
        control_.rise_only = state.rise_only;
        control_.halting = state.halting;
        control_.dirty = state.dirty;
        early_falls_ = state.early_falls;
        uncounted_rises_ = state.uncounted_rises;
        phase_ = static_cast<Phase>(state.phase);
        for (uint32_t i = 0; i < control_.observed_count; ++i) {
            nc_observed& clock = control_.observed[i];
            if (i < state.observed_count && state.observed[i].offset == clock.offset) {
                clock = state.observed[i];
            }
            clock.level = model_.storage()[clock.offset] & 1;
        }
        check_watches();
        std::memset(control_.fired_watches, 0, sizeof(control_.fired_watches));
        control_.fired_clocks = 0;
    }

    // Returns NC_* reason bits, or -1 when an evaluation failed. The phase is advanced before each
    // evaluation, so that a caller may go on after a failure.
    int advance(int64_t until_ps, uint64_t log_bytes) {
        control_.fired_clocks = 0;
        leave_edge();
        count_rises();
        for (;;) {
            switch (phase_) {
            case Phase::kBetween: {
                const int64_t next_ps = next_step_ps();
                if ((log_bytes || control_.dirty) && next_ps != control_.now_ps) {
                    phase_ = Phase::kSettle;  // written outside a step: takes effect now
                    continue;
                }
                if (__builtin_expect(next_ps == INT64_MAX, 0) && control_.stop_idle) return NC_IDLE;
                phase_ = Phase::kTimers;
                if (until_ps <= next_ps || control_.stop_next_step) {
                    enter(until_ps < next_ps ? until_ps : next_ps);
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
                copy_before_edge();
                if (toggle() && !model_.eval_model()) return -1;
                if (observe()) return NC_OBSERVED;
            // fall through
            case Phase::kSettle: {
                if (log_bytes || control_.dirty || early_falls_) copy_before_edge();
                const bool changed = fall_early() | apply(log_bytes);
                log_bytes = 0;
                if (changed) {
                    if (!model_.eval_model()) return -1;
                    if (observe()) return NC_OBSERVED;
                }
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

    void enter(int64_t time_ps) {
        if (time_ps == control_.now_ps) return;
        model_.enter_time(time_ps);
        control_.now_ps = time_ps;
    }

    int64_t next_step_ps() {
        int64_t next_ps = model_.next_event_ps();
        for (int i = 0; i < clock_count_; ++i) {
            if (control_.clocks[i].next_ps < next_ps) next_ps = control_.clocks[i].next_ps;
        }
        return next_ps;
    }

    uint64_t awaited_edges() const {
        if (!(control_.stop_rise | control_.stop_fall | control_.stop_count)) return 0;
        uint64_t edges = 0;
        for (int i = 0; i < clock_count_; ++i) {
            const nc_clock& clock = control_.clocks[i];
            if (clock.next_ps != control_.now_ps) continue;
            const uint32_t mask = 1U << i;
            if (*levels_[i]) {
                if (control_.stop_fall & mask) edges |= 1ULL << (32 + i);
            } else if ((control_.stop_rise & mask)
                       || ((control_.stop_count & mask) && clock.edges + 1 >= clock.stop_at)) {
                edges |= mask;
            }
        }
        return edges;
    }

    // Returns whether anything happens at this time that an evaluation has to see.
    bool toggle() {
        bool any = model_.next_event_ps() <= control_.now_ps;
        for (int i = 0; i < clock_count_; ++i) {
            nc_clock& clock = control_.clocks[i];
            if (clock.next_ps != control_.now_ps) continue;
            any = true;
            const bool rises = !*levels_[i];
            *levels_[i] = rises;
            clock.edges += rises;
            clock.level = rises;
            if (!rises) {
                clock.next_ps = next_rise_ps(i);
            } else if (falls_early(i)) {
                clock.next_ps = next_rise_ps(i);
                clock.level = 0;
                early_falls_ |= 1U << i;
            } else {
                clock.next_ps += clock.high_ps;
            }
        }
        return any;
    }

    // The rising edge after a fall, on the clock's grid or, once it was stopped, on a new one.
    int64_t next_rise_ps(int index) {
        nc_clock& clock = control_.clocks[index];
        if (__builtin_expect((control_.halting >> index) & 1, 0)) {
            control_.halting &= ~(1U << index);
            const int64_t restart_ps = clock.restart_ps;
            clock.restart_ps = INT64_MAX;
            return clock.ideal_ps = restart_ps;
        }
        clock.ideal_ps += clock.high_ps + clock.low_ps;
        return clock.jitter_ps ? clock.ideal_ps + jitter_ps(clock) : clock.ideal_ps;
    }

    // Depends on the seed and the number of the edge only: -jitter_ps .. jitter_ps.
    static int64_t jitter_ps(const nc_clock& clock) {
        uint64_t mixed = clock.seed + (clock.edges + 1) * 0x9E3779B97F4A7C15ULL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
        mixed ^= mixed >> 31;
        const uint64_t span = 2 * static_cast<uint64_t>(clock.jitter_ps) + 1;
        return static_cast<int64_t>(mixed % span) - clock.jitter_ps;
    }

    // A trace shows the true fall, so it costs its own evaluation there.
    bool falls_early(int clock) const {
        return ((control_.rise_only >> clock) & 1) != 0 && !model_.tracing();
    }

    // Let rise-only clocks fall together with the writes of their rising edge: one evaluation less.
    bool fall_early() {
        if (early_falls_ == 0) return false;
        for (int i = 0; i < clock_count_; ++i) {
            if ((early_falls_ >> i) & 1) *levels_[i] = 0;
        }
        early_falls_ = 0;
        return true;
    }

    void copy_before_edge() {
        if (__builtin_expect(control_.stop_observed_rise | control_.stop_observed_fall, 0)) {
            pre_edge_.copy(model_.storage());
        }
    }

    // Looks for edges of clocks made in the RTL; shows the values before them if Java waits.
    bool observe() {
        if (__builtin_expect(control_.observed_count == 0, true)) return false;
        uint64_t fired = 0;
        for (uint32_t i = 0; i < control_.observed_count; ++i) {
            nc_observed& clock = control_.observed[i];
            const uint32_t level = model_.storage()[clock.offset] & 1;
            if (level == clock.level) continue;
            clock.level = level;
            if (level) {
                if (clock.last_rise_ps >= 0) {
                    clock.period_ps = control_.now_ps - clock.last_rise_ps;
                }
                clock.last_rise_ps = control_.now_ps;
                uncounted_rises_ |= 1U << i;
                fired |= control_.stop_observed_rise & (1U << i);
            } else {
                fired |= static_cast<uint64_t>(control_.stop_observed_fall & (1U << i)) << 32;
            }
        }
        control_.fired_observed = fired;
        if (fired == 0) {
            count_rises();
            return false;
        }
        pre_edge_.show(model_.storage());
        return true;
    }

    void count_rises() {
        if (__builtin_expect(uncounted_rises_ == 0, true)) return;
        for (uint32_t i = 0; i < control_.observed_count; ++i) {
            control_.observed[i].rises += (uncounted_rises_ >> i) & 1;
        }
        uncounted_rises_ = 0;
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
            if (__builtin_expect(write->bytes & NC_MASKED, 0)) {
                changed |= store_bits(target, data, write->bytes & ~unsigned{NC_MASKED});
                at += sizeof(nc_write) + 16;
                continue;
            }
            if (std::memcmp(target, data, write->bytes) != 0) {
                std::memcpy(target, data, write->bytes);
                changed = true;
            }
            at += sizeof(nc_write) + ((write->bytes + 7U) & ~7U);
        }
        return changed;
    }

    static bool store_bits(uint8_t* target, const uint8_t* data, unsigned bytes) {
        uint64_t value = 0;
        uint64_t mask = 0;
        uint64_t old = 0;
        std::memcpy(&value, data, 8);
        std::memcpy(&mask, data + 8, 8);
        std::memcpy(&old, target, bytes);
        const uint64_t merged = (old & ~mask) | (value & mask);
        std::memcpy(target, &merged, bytes);
        return merged != old;
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
    PreEdge pre_edge_{control_};
    uint8_t* levels_[NC_MAX_CLOCKS]{};
    int clock_count_ = 0;
    uint32_t early_falls_ = 0;
    uint32_t uncounted_rises_ = 0;
    Phase phase_ = Phase::kBetween;
    uint8_t* log_ = nullptr;
    uint64_t log_capacity_ = 0;
};

}  // namespace niccosim

#endif

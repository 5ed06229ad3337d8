// SPDX-License-Identifier: Apache-2.0
// What the hooks of Verilator's runtime need to know about the model that is running.
#ifndef NICCOSIM_MODEL_INSTANCE_H_
#define NICCOSIM_MODEL_INSTANCE_H_

#include "verilated.h"

#include "model_abi.h"

#include <string>

namespace niccosim {

// Thrown out of an evaluation that cannot go on; the instance has recorded the failure.
struct Abandoned final {
    std::string text;
};

// Where $random and $urandom are; finish says whether a $finish waits to be reported.
struct RandomState final {
    uint64_t words[2];
    int32_t seed;
    int32_t finish;
};

// The part of a model instance that does not depend on the generated classes.
class Instance {
public:
    Instance(const nc_options& options, bool traceable);
    virtual ~Instance() = default;
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    static Instance* current();
    static void forget_current();
    void make_current();  // of the calling thread, before each call into the model

    void print(const std::string& text);       // splits into lines
    void flush_prints();                       // sends a last line without line feed
    void message(int32_t kind, const char* text, const char* file, int32_t line);
    void fail(const char* text, const char* file, int32_t line);
    void stop(const char* file, int32_t line);  // $stop, $fatal, $error, failed assertion
    void finished(const char* file, int32_t line);
    uint64_t random64();
    RandomState random_state() const;
    void set_random_state(const RandomState& state);

    bool attention() const { return attention_; }
    bool failed() const { return failed_; }
    bool host_stop() const { return host_stop_; }
    // Takes the failure: NC_FAILED or NC_HOST_STOP, and ready for another try.
    int32_t take_failure();
    bool take_finish();
    void failure(nc_failure* out) const;

    VerilatedContext& context() { return context_; }

private:
    const nc_options options_;
    const uint64_t serial_;  // never reused, unlike an address
    VerilatedContext context_;
    std::string partial_;     // text printed since the last line feed
    std::string last_error_;  // last line with "%Error:" or "%Fatal:" that no $stop has claimed
    std::string failure_text_, failure_file_;
    int32_t failure_line_ = 0;
    int64_t failure_time_ps_ = 0;
    int stops_ = 0;
    bool attention_ = false;  // any of the three below
    bool failed_ = false;
    bool finish_ = false;
    bool host_stop_ = false;
    int random_seed_ = 0;
    uint64_t random_state_[2] = {0, 0};
};

}  // namespace niccosim

#endif

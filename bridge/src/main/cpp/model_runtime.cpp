// SPDX-License-Identifier: Apache-2.0
// Replacements for what Verilator's runtime does with prints, $finish, $stop and fatal errors.
// Compiled once per set of flags, linked into every model library.

#include "model_instance.h"

#include <atomic>
#include <cstring>

namespace niccosim {

namespace {

thread_local Instance* t_current = nullptr;
thread_local uint64_t t_serial = 0;
std::atomic<uint64_t> g_serial{0};

// Endless RTL loops around a $stop must end; a handful of failures per evaluation is normal.
constexpr int kMaxStopsPerEvaluation = 1000;

uint64_t split_mix(uint64_t& state) {
    state += 0x9e3779b97f4a7c15ULL;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

uint64_t rotate_left(uint64_t value, int count) { return (value << count) | (value >> (64 - count)); }

std::string format(const char* text, va_list args) {
    va_list copy;
    va_copy(copy, args);
    const int length = std::vsnprintf(nullptr, 0, text, copy);
    va_end(copy);
    if (length <= 0) return {};
    std::string out(static_cast<size_t>(length), '\0');
    std::vsnprintf(&out[0], out.size() + 1, text, args);
    return out;
}

ssize_t write_stdout(void*, const char* text, size_t length) {
    if (Instance* const instance = Instance::current()) instance->print(std::string(text, length));
    return static_cast<ssize_t>(length);
}

}  // namespace

Instance::Instance(const nc_options& options, bool traceable)
    : options_(options), serial_(++g_serial) {
    make_current();  // a bad +verilator+ argument is a failure of this instance
    const char* const name = "model";
    context_.commandArgs(1, const_cast<const char**>(&name));
    context_.commandArgsAdd(options.argc, const_cast<const char**>(options.argv));
    context_.randReset(options.random_reset);
    context_.randSeed(options.random_seed);
    context_.traceEverOn(traceable);
}

Instance* Instance::current() { return t_current; }

void Instance::forget_current() {
    t_current = nullptr;
    t_serial = 0;
}

void Instance::make_current() {
    if (__builtin_expect(t_serial == serial_, true)) return;
    t_current = this;
    t_serial = serial_;
    Verilated::threadContextp(&context_);
}

void Instance::print(const std::string& text) {
    partial_ += text;
    size_t start = 0;
    for (size_t end; (end = partial_.find('\n', start)) != std::string::npos; start = end + 1) {
        const std::string line = partial_.substr(start, end - start);
        if (line.find("%Error:") != std::string::npos || line.find("%Fatal:") != std::string::npos) {
            last_error_ = line;
        }
        message(NC_MESSAGE_TEXT, line.c_str(), "", 0);
    }
    partial_.erase(0, start);
}

void Instance::flush_prints() {
    if (!partial_.empty()) print("\n");
}

void Instance::message(int32_t kind, const char* text, const char* file, int32_t line) {
    if (host_stop_) return;
    const int64_t time_ps = static_cast<int64_t>(context_.time());
    if (options_.message(options_.user, kind, text, file ? file : "", line, time_ps)) {
        host_stop_ = attention_ = true;
    }
    make_current();  // the host may have run another model in the meantime
}

void Instance::fail(const char* text, const char* file, int32_t line) {
    if (failed_) return;  // the first failure is the one that counts
    failed_ = attention_ = true;
    failure_text_ = text;
    failure_file_ = file ? file : "";
    failure_line_ = line;
    failure_time_ps_ = static_cast<int64_t>(context_.time());
}

void Instance::stop(const char* file, int32_t line) {
    fail(last_error_.empty() ? "Verilog $stop" : last_error_.c_str(), file, line);
    last_error_.clear();
    if (++stops_ >= kMaxStopsPerEvaluation) throw Abandoned{failure_text_};
}

void Instance::finished(const char* file, int32_t line) {
    finish_ = attention_ = true;
    context_.gotFinish(true);
    message(NC_MESSAGE_FINISH, "", file, line);
}

int32_t Instance::take_failure() {
    const int32_t result = host_stop_ ? NC_HOST_STOP : NC_FAILED;
    failed_ = host_stop_ = false;
    attention_ = finish_;
    stops_ = 0;
    return result;
}

bool Instance::take_finish() {
    const bool result = finish_;
    finish_ = false;
    attention_ = failed_ || host_stop_;
    return result;
}

void Instance::failure(nc_failure* out) const {
    *out = {failure_text_.c_str(), failure_file_.c_str(), failure_line_, failure_time_ps_};
}

// xoroshiro128+, reseeded when $random(seed) or $urandom(seed) sets another seed.
uint64_t Instance::random64() {
    if (random_seed_ != context_.randSeed()) {
        random_seed_ = context_.randSeed();
        uint64_t mix = static_cast<uint32_t>(random_seed_);
        random_state_[0] = split_mix(mix);
        random_state_[1] = split_mix(mix);
    }
    const uint64_t result = random_state_[0] + random_state_[1];
    random_state_[1] ^= random_state_[0];
    random_state_[0]
        = rotate_left(random_state_[0], 55) ^ random_state_[1] ^ (random_state_[1] << 14);
    random_state_[1] = rotate_left(random_state_[1], 36);
    return result;
}

RandomState Instance::random_state() const {
    return {{random_state_[0], random_state_[1]}, random_seed_, finish_};
}

void Instance::set_random_state(const RandomState& state) {
    random_state_[0] = state.words[0];
    random_state_[1] = state.words[1];
    random_seed_ = state.seed;
    finish_ = state.finish != 0;
    attention_ = finish_ || failed_ || host_stop_;
}

}  // namespace niccosim

using niccosim::Abandoned;
using niccosim::Instance;

int niccosim_vprintf(const char* text, va_list args) {
    const std::string out = niccosim::format(text, args);
    Instance* const instance = Instance::current();
    if (instance) {
        instance->print(out);
    } else {
        std::fputs(out.c_str(), stderr);  // before any model exists: never lose a message
    }
    return static_cast<int>(out.size());
}

int niccosim_printf(const char* text, ...) {
    va_list args;
    va_start(args, text);
    const int result = niccosim_vprintf(text, args);
    va_end(args);
    return result;
}

FILE* niccosim_stdout() {
    static FILE* const file = [] {
        cookie_io_functions_t functions{};
        functions.write = niccosim::write_stdout;
        FILE* const opened = fopencookie(nullptr, "w", functions);
        if (opened) std::setvbuf(opened, nullptr, _IONBF, 0);
        return opened;
    }();
    return file;
}

static uint64_t next_random() {
    if (Instance* const instance = Instance::current()) return instance->random64();
    // A worker thread of a --threads model: it belongs to one model and starts from its seed.
    static thread_local uint64_t t_state
        = static_cast<uint64_t>(Verilated::threadContextp()->randSeed());
    return niccosim::split_mix(t_state);
}

#if NICCOSIM_RNG_CLASS
uint64_t VlRNG::vl_thread_rng_rand64() { return next_random(); }

// What objects of the RTL take their own generators from.
VlRNG& VlRNG::vl_thread_rng() {
    static thread_local VlRNG t_rng{0};
    t_rng.srandom(next_random());
    return t_rng;
}
#else
uint64_t vl_rand64() { return next_random(); }
#endif

void vl_finish(const char* file, int line, const char*) {
    if (Instance* const instance = Instance::current()) instance->finished(file, line);
}

void vl_stop(const char* file, int line, const char*) {
    if (Instance* const instance = Instance::current()) instance->stop(file, line);
}

void vl_stop_maybe(const char* file, int line, const char* scope, bool) {
    vl_stop(file, line, scope);
}

void vl_warn(const char* file, int line, const char*, const char* text) {
    if (Instance* const instance = Instance::current()) {
        instance->message(NC_MESSAGE_WARNING, text, file, line);
    }
}

// Callers do not expect a return: the model did not converge, a file is missing, ...
void vl_fatal(const char* file, int line, const char*, const char* text) {
    if (Instance* const instance = Instance::current()) instance->fail(text, file, line);
    throw Abandoned{text};
}

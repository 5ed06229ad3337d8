// SPDX-License-Identifier: Apache-2.0
// The C interface of one model library. Compiled together with the generated classes, so that the
// time loop and the evaluation are optimised as one; model_ports.inc lists the top's ports.

#include "Vmodel.h"
#include "Vmodel__Syms.h"
#include "verilated_syms.h"
#if VM_COVERAGE
#include "verilated_cov.h"
#endif

#if NICCOSIM_SAVABLE
#include "model_checkpoint.h"
#endif
#include "model_instance.h"
#include "model_stepper.h"
#include "model_trace.h"

#include <cstring>
#include <memory>
#include <sstream>

#if NICCOSIM_DIRECT_EVAL
void Vmodel___024root___eval(Vmodel___024root* vlSelf);
#endif

namespace niccosim {
namespace {

// Shape of a port, taken from the type of its C++ reference.
template <class T>
struct PortShape {
    static constexpr size_t bytes = sizeof(T);
    static void dimensions(std::ostream&) {}
};
template <class T, size_t Count>
struct PortShape<T[Count]> {
    static constexpr size_t bytes = PortShape<T>::bytes;
    static void dimensions(std::ostream& out) {
        out << (Count - 1) << ":0,";
        PortShape<T>::dimensions(out);
    }
};
template <class T, size_t Count>
struct PortShape<VlUnpacked<T, Count>> : PortShape<T[Count]> {};

struct PackedRange {
    int left;
    int right;
};

// Later versions keep one packed range for each dimension, in packedRanges().
template <class Variable>
auto packed_range(const Variable& variable, int) -> decltype(variable.packedRanges(), PackedRange{}) {
    int bits = 1;
    for (const VerilatedRange& range : variable.packedRanges()) bits *= range.elements();
    if (variable.packedRanges().size() != 1) return {bits - 1, 0};
    return {variable.packedRanges()[0].left(), variable.packedRanges()[0].right()};
}
template <class Variable>
PackedRange packed_range(const Variable& variable, long) {
    return {variable.packed().left(), variable.packed().right()};
}

class Model final : public Instance {
public:
    explicit Model(const nc_options& options)
        : Instance(options, NICCOSIM_TRACE), stepper_(*this) {}

    ~Model() override { close_trace(); }

    uint8_t* storage() { return reinterpret_cast<uint8_t*>(top_.rootp->vlSymsp); }
    static constexpr uint64_t storage_bytes() { return sizeof(Vmodel__Syms); }
    Stepper<Model>& stepper() { return stepper_; }
    Vmodel& top() { return top_; }

    bool eval_model() {
        trace_.changed();
#if NICCOSIM_DIRECT_EVAL
        // Vmodel::eval() without what only models with worker threads need.
        if (__builtin_expect(settled_, true)) {
#if NICCOSIM_TRACE
            top_.rootp->vlSymsp->__Vm_activity = true;
#endif
            Vmodel___024root___eval(top_.rootp);
        } else
#endif
        {
            top_.eval();
            settled_ = true;
        }
        return !attention() || !(failed() || host_stop());
    }

#if NICCOSIM_TIMING
    int64_t next_event_ps() {
        return top_.eventsPending() ? static_cast<int64_t>(top_.nextTimeSlot()) : INT64_MAX;
    }
#else
    static constexpr int64_t next_event_ps() { return INT64_MAX; }  // no delays in the design
#endif

    void enter_time(int64_t time_ps) {
        dump();
        context().time(static_cast<uint64_t>(time_ps));
    }

    void dump() { trace_.dump(context().time()); }

    // The trace shows the values of a failure, and what failed unless Java was told by a message.
    int32_t failed_call() {
        if (failed()) {
            nc_failure what{};
            failure(&what);
            if (!std::strstr(what.text, "%Error:") && !std::strstr(what.text, "%Fatal:")) {
                annotate(0, what.text);
            }
        }
        dump();
        return take_failure();
    }

    void annotate(uint32_t lane, const char* text) {
        trace_.annotate(lane, text, static_cast<int64_t>(context().time()));
    }

    bool open_trace(const nc_trace_options& options) {
#if NICCOSIM_TRACE
        close_trace();
        if (trace_.open(top_, options)) return true;
        fail("no signal lies in the scopes of the trace", "", 0);
        return false;
#else
        (void)options;
        return lacks("trace code");
#endif
    }

    bool tracing() { return trace_.recording(static_cast<int64_t>(context().time())); }
    void close_trace() { trace_.close(context().time()); }
    void enable_trace(bool on) { trace_.enable(on, context().time()); }

    bool write_coverage(const char* path) {
#if VM_COVERAGE
        context().coveragep()->write(path);
        return true;
#else
        (void)path;
        return lacks("coverage counters");
#endif
    }

    // The saved state is valid until the next call.
    bool save(const uint8_t** state, uint64_t* bytes) {
#if NICCOSIM_SAVABLE
        saved_.clear();
        StateWriter writer{saved_};
        writer << top_;
        writer.plain(random_state());
        writer.plain(stepper_.state());
        writer.plain(settled_);
        writer.flush();
        *state = reinterpret_cast<const uint8_t*>(saved_.data());
        *bytes = saved_.size();
        return true;
#else
        (void)state, (void)bytes;
        return lacks("save and restore");
#endif
    }

    bool restore(const uint8_t* state, uint64_t bytes) {
#if NICCOSIM_SAVABLE
        if (trace_.has_recorded()) {
            fail("a trace is being recorded: it would jump in time (hint: closeTrace first)", "", 0);
            return false;
        }
        StateReader reader{state, bytes};
        reader >> top_;
        RandomState random{};
        reader.plain(random);
        set_random_state(random);
        StepperState stepper{};
        reader.plain(stepper);
        reader.plain(settled_);
        reader.check_end();
        stepper_.set_state(stepper);
        trace_.changed();
        return true;
#else
        (void)state, (void)bytes;
        return lacks("save and restore");
#endif
    }

    const char* describe() {
        std::ostringstream out;
#define NC_PORT(member, name, direction, left, right) \
    describe_port(out, top_.member, name, direction, left, right);
#define NC_ARRAY(member, path, writable, left, right, dimensions) \
    describe_array(out, symbols.member, path, writable, left, right, dimensions);
#define NC_FORCE(enable, value, path) describe_force(out, symbols.enable, symbols.value, path);
        [[maybe_unused]] Vmodel__Syms& symbols = *top_.rootp->vlSymsp;
#include "model_ports.inc"
#undef NC_PORT
#undef NC_ARRAY
#undef NC_FORCE
        for (const auto& scope : *context().scopeNameMap()) {
            if (!scope.second->varsp()) continue;
            for (const auto& variable : *scope.second->varsp()) {
                describe_variable(out, scope.first, variable.second);
            }
        }
        description_ = out.str();
        return description_.c_str();
    }

private:
    bool lacks(const char* what) {
        fail((std::string{"the model library was built without "} + what).c_str(), "", 0);
        return false;
    }

    bool offset_of(const void* address, uint64_t bytes, uint64_t& offset) {
        const uint8_t* const at = static_cast<const uint8_t*>(address);
        if (at < storage() || at + bytes > storage() + storage_bytes()) return false;
        offset = static_cast<uint64_t>(at - storage());
        return true;
    }

    template <class T>
    void describe_port(std::ostream& out, T& port, const char* name, const char* direction,
                       int left, int right) {
        uint64_t offset = 0;
        if (!offset_of(&port, sizeof(port), offset)) return;
        out << name << '\t' << direction << '\t' << (direction[0] != 'O') << '\t' << left << '\t'
            << right << '\t' << PortShape<T>::bytes << '\t' << offset << '\t';
        PortShape<T>::dimensions(out);
        out << '\n';
    }

    // An array of more dimensions than Verilator's own table can say.
    template <class T>
    void describe_array(std::ostream& out, T& array, const char* path, int writable, int left,
                        int right, const char* dimensions) {
        uint64_t offset = 0;
        if (!offset_of(&array, sizeof(array), offset)) return;
        out << path << "\tN\t" << writable << '\t' << left << '\t' << right << '\t'
            << PortShape<T>::bytes << '\t' << offset << '\t' << dimensions << '\n';
    }

    template <class T>
    void describe_force(std::ostream& out, T& enable, T& value, const char* path) {
        uint64_t enable_offset = 0;
        uint64_t value_offset = 0;
        if (!offset_of(&enable, sizeof(T), enable_offset)) return;
        if (!offset_of(&value, sizeof(T), value_offset)) return;
        out << path << "\tFORCE\t" << enable_offset << '\t' << value_offset << '\n';
    }

    void describe_variable(std::ostream& out, const char* scope, const VerilatedVar& variable) {
        uint64_t offset = 0;
        const VerilatedVarType type = variable.vltype();
        if (type < VLVT_UINT8 || type > VLVT_WDATA) return;
        if (!offset_of(variable.datap(), variable.totalSize(), offset)) return;
        const PackedRange packed = packed_range(variable, 0);
        out << scope << '.' << variable.name() << "\tN\t" << variable.isPublicRW() << '\t'
            << packed.left << '\t' << packed.right << '\t' << variable.entSize() << '\t'
            << offset << '\t';
        for (int i = 1; i <= variable.udims(); ++i) {
            out << variable.left(i) << ':' << variable.right(i) << ',';
        }
        out << '\n';
    }

    Vmodel top_{&context(), "TOP"};
    Stepper<Model> stepper_;
    std::string description_;
    std::string saved_;
    bool settled_ = false;
    Trace trace_;
};

Model& model_of(void* handle) { return *static_cast<Model*>(handle); }

// Runs body as the thread's current model; what it records becomes the returned status.
template <class Body>
int32_t run(void* handle, Body body) {
    Model& model = model_of(handle);
    model.make_current();
    model.stepper().leave_edge();
    try {
        const int32_t result = body(model);
        if (__builtin_expect(model.attention(), false) && (model.failed() || model.host_stop())) {
            return model.failed_call();
        }
        return result;
    } catch (const Abandoned&) {
    } catch (const std::exception& e) {
        model.fail(e.what(), __FILE__, __LINE__);
    }
    return model.failed_call();
}

void* model_create(const nc_options* options, const char** why) {
    static thread_local std::string t_why;
    *why = "";
    try {
        return new Model(*options);
    } catch (const std::exception& e) {
        t_why = e.what();
    } catch (const Abandoned& e) {
        t_why = e.text;
    }
    *why = t_why.c_str();
    return nullptr;
}

void model_destroy(void* handle) {
    Model* const model = static_cast<Model*>(handle);
    model->make_current();
    model->flush_prints();
    delete model;
    Instance::forget_current();
}

void model_failure(void* handle, nc_failure* out) { model_of(handle).failure(out); }

const char* model_describe(void* handle) { return model_of(handle).describe(); }

uint8_t* model_storage(void* handle, uint64_t* bytes) {
    *bytes = Model::storage_bytes();
    return model_of(handle).storage();
}

nc_control* model_control(void* handle) { return &model_of(handle).stepper().control(); }

uint8_t* model_write_log(void* handle, uint64_t bytes) {
    return model_of(handle).stepper().reserve_log(bytes);
}

int32_t model_eval(void* handle) {
    return run(handle, [](Model& model) { return model.eval_model() ? 0 : NC_FAILED; });
}

int32_t model_set_time(void* handle, int64_t time_ps) {
    return run(handle, [=](Model& model) {
        model.enter_time(time_ps);
        model.stepper().control().now_ps = time_ps;
        return 0;
    });
}

int32_t model_add_clock(void* handle, uint32_t offset, int64_t first_rise_ps, int64_t high_ps,
                        int64_t low_ps) {
    return model_of(handle).stepper().add_clock(offset, first_rise_ps, high_ps, low_ps);
}

int32_t model_advance(void* handle, int64_t until_ps, uint64_t log_bytes) {
    return run(handle,
               [=](Model& model) { return model.stepper().advance(until_ps, log_bytes); });
}

int32_t model_open_trace(void* handle, const nc_trace_options* options) {
    return run(handle,
               [=](Model& model) { return model.open_trace(*options) ? 0 : NC_FAILED; });
}

int32_t model_close_trace(void* handle) {
    return run(handle, [](Model& model) {
        model.close_trace();
        return 0;
    });
}

void model_enable_trace(void* handle, int32_t on) {
    run(handle, [=](Model& model) {
        model.enable_trace(on != 0);
        return 0;
    });
}

void model_annotate(void* handle, uint32_t lane, const char* text) {
    model_of(handle).annotate(lane, text);
}

int32_t model_call(void* handle, nc_native_fn function, const int64_t* args, int32_t count,
                   int64_t* result) {
    return run(handle, [=](Model& model) {
        *result = function(&model.top(), args, count);
        return 0;
    });
}

int32_t model_write_coverage(void* handle, const char* path) {
    return run(handle,
               [=](Model& model) { return model.write_coverage(path) ? 0 : NC_FAILED; });
}

int32_t model_save(void* handle, const uint8_t** state, uint64_t* bytes) {
    return run(handle,
               [=](Model& model) { return model.save(state, bytes) ? 0 : NC_FAILED; });
}

int32_t model_restore(void* handle, const uint8_t* state, uint64_t bytes) {
    return run(handle,
               [=](Model& model) { return model.restore(state, bytes) ? 0 : NC_FAILED; });
}

int32_t model_finish(void* handle) {
    return run(handle, [](Model& model) {
        model.top().final();
        model.flush_prints();
        return 0;
    });
}

}  // namespace
}  // namespace niccosim

extern "C" NC_EXPORT const nc_model_api* niccosim_model_api(void) {
    using namespace niccosim;
    static const nc_model_api api = {
        NC_MODEL_ABI,     sizeof(nc_control), model_create,    model_destroy,     model_failure,
        model_describe,   model_storage,      model_control,   model_write_log,   model_eval,
        model_set_time,   model_add_clock,    model_advance,   model_open_trace,  model_close_trace,
        model_enable_trace, model_annotate,   model_call,       model_finish,    model_write_coverage, model_save,
        model_restore,
    };
    return &api;
}

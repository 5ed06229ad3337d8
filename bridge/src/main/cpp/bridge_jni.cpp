// SPDX-License-Identifier: Apache-2.0
// The one JNI library: loads model libraries and forwards calls to them. Entry points are listed in
// kMethods and registered in JNI_OnLoad; nothing is exported by name.

#include "jni_check.h"
#include "jni_handles.h"
#include "jni_library.h"

namespace niccosim {
namespace {

jclass g_bridge = nullptr;          // io.github.niccosim.bridge.NativeBridge
jmethodID g_failure = nullptr;      // static ModelException failure(text, file, line, timePs)
jmethodID g_message = nullptr;      // static void message(model, kind, text, file, line, timePs)
bool g_continuations_open = false;  // jdk.internal.vm is exported to the unnamed module

JavaVM* g_vm = nullptr;
Handles* g_handles = nullptr;  // never destroyed: threads may be inside a model when the JVM ends

Handles& handles() { return *g_handles; }

// UTF-8 of unknown origin as a Java string; what is not UTF-8 becomes U+FFFD. NewStringUTF wants
// another encoding and crashes on malformed input.
jstring java_text(JNIEnv* env, const char* text) {
    std::vector<jchar> out;
    const unsigned char* at = reinterpret_cast<const unsigned char*>(text);
    while (*at) {
        const int extra = *at < 0x80 ? 0 : *at >= 0xf0 ? 3 : *at >= 0xe0 ? 2 : *at >= 0xc2 ? 1 : -1;
        uint32_t point = extra <= 0 ? *at : *at & (0x3fU >> extra);
        int seen = 0;
        while (seen < extra && (at[seen + 1] & 0xc0) == 0x80) {
            point = point << 6 | (at[++seen] & 0x3f);
        }
        if (seen != extra || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) {
            point = 0xfffd;
        }
        at += 1 + seen;
        if (point >= 0x10000) {
            out.push_back(static_cast<jchar>(0xd7c0 + (point >> 10)));
            point = 0xdc00 + (point & 0x3ff);
        }
        out.push_back(static_cast<jchar>(point));
    }
    return env->NewString(out.data(), static_cast<jsize>(out.size()));
}

int32_t on_message(void* user, int32_t kind, const char* text, const char* file, int32_t line,
                   int64_t time_ps) {
    JNIEnv* env = nullptr;
    if (g_vm->GetEnv(reinterpret_cast<void**>(&env), JNI_VERSION_10) != JNI_OK) return 0;
    if (env->ExceptionCheck()) return 1;
    const jstring java_line = java_text(env, text);
    const jstring java_file = java_line ? java_text(env, file) : nullptr;
    if (java_file) {
        env->CallStaticVoidMethod(g_bridge, g_message, static_cast<jobject>(user), kind, java_line,
                                  java_file, line, static_cast<jlong>(time_ps));
        env->DeleteLocalRef(java_file);
    }
    if (java_line) env->DeleteLocalRef(java_line);
    return env->ExceptionCheck() ? 1 : 0;
}

// Throws for a failed call; otherwise returns the result.
int32_t checked(JNIEnv* env, const ModelRef& ref, int32_t result) {
    if (__builtin_expect(result >= 0, true)) return result;
    if (result == NC_FAILED && !env->ExceptionCheck()) {
        nc_failure failure{};
        ref.api->failure(ref.model, &failure);
        throw_failure(env, failure.text, failure.file, failure.line, failure.time_ps);
    }
    throw JavaPending{};
}

// Marks a model as running: a message consumer that calls back into it is refused.
class Entry final {
public:
    explicit Entry(jlong handle) : ref_(handles().at(handle)) {
        NC_REQUIRE(!ref_.running, "model is called from its own message consumer");
        ref_.running = true;
    }
    ~Entry() { ref_.running = false; }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ModelRef& ref() { return ref_; }

private:
    ModelRef& ref_;
};

template <class Call>
jint entered(JNIEnv* env, jlong handle, Call call) {
    return guarded(env, jint{NC_FAILED}, [&] {
        Entry entry{handle};
        return checked(env, entry.ref(), call(*entry.ref().api, entry.ref().model));
    });
}

jlong library_open(JNIEnv* env, jclass, jstring path) {
    return guarded(env, jlong{0}, [&] {
        const JavaText file{env, path};
        LibraryFile checked{file.get()};
        checked.check_complete();
        void* const library = dlopen(file.get(), RTLD_NOW | RTLD_LOCAL);
        NC_REQUIRE(library, std::string{"model library does not load: "} + dlerror());
        checked.keep();
        using GetApi = const nc_model_api* (*)();
        const GetApi get = reinterpret_cast<GetApi>(dlsym(library, "niccosim_model_api"));
        NC_REQUIRE(get, std::string{"not a model library: path="} + file.get());
        const nc_model_api* const api = get();
        NC_REQUIRE(api->abi == NC_MODEL_ABI && api->control_bytes == sizeof(nc_control),
                   std::string{"model library was built for another bridge: path="} + file.get());
        return reinterpret_cast<jlong>(library);
    });
}

jlong model_create(JNIEnv* env, jclass, jlong library, jobject java, jobjectArray plusargs,
                   jint random_reset, jint random_seed) {
    return guarded(env, jlong{0}, [&] {
        using GetApi = const nc_model_api* (*)();
        const GetApi get = reinterpret_cast<GetApi>(
            dlsym(reinterpret_cast<void*>(library), "niccosim_model_api"));
        NC_REQUIRE(get, "library handle is invalid");
        std::vector<std::string> texts;
        for (jsize i = 0, count = env->GetArrayLength(plusargs); i < count; ++i) {
            const jobject text = env->GetObjectArrayElement(plusargs, i);
            texts.emplace_back(JavaText{env, static_cast<jstring>(text)}.get());
            env->DeleteLocalRef(text);
        }
        std::vector<const char*> args;
        for (const std::string& text : texts) args.push_back(text.c_str());
        ModelRef ref;
        ref.api = get();
        ref.java = env->NewGlobalRef(java);
        NC_REQUIRE(ref.java, "no memory for a global reference");
        const nc_options options{ref.java,     on_message,  static_cast<int32_t>(args.size()),
                                 args.data(),  random_reset, random_seed};
        const char* why = "";
        ref.model = ref.api->create(&options, &why);
        if (!ref.model) env->DeleteGlobalRef(ref.java);
        NC_REQUIRE(ref.model, std::string{"model cannot be created: "} + why);
        return handles().add(ref);
    });
}

void model_destroy(JNIEnv* env, jclass, jlong handle) {
    guarded(env, 0, [&] {
        const ModelRef ref = handles().at(handle);
        NC_REQUIRE(!ref.running, "model is closed from its own message consumer");
        handles().remove(handle);
        ref.api->destroy(ref.model);
        env->DeleteGlobalRef(ref.java);
        return 0;
    });
}

jstring model_describe(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, static_cast<jstring>(nullptr), [&] {
        const ModelRef& ref = handles().at(handle);
        return java_text(env, ref.api->describe(ref.model));
    });
}

jobject model_storage(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, static_cast<jobject>(nullptr), [&] {
        const ModelRef& ref = handles().at(handle);
        uint64_t bytes = 0;
        uint8_t* const storage = ref.api->storage(ref.model, &bytes);
        NC_REQUIRE(bytes <= INT32_MAX, "model state is larger than 2 GiB");
        return env->NewDirectByteBuffer(storage, static_cast<jlong>(bytes));
    });
}

jobject model_control(JNIEnv* env, jclass, jlong handle) {
    return guarded(env, static_cast<jobject>(nullptr), [&] {
        const ModelRef& ref = handles().at(handle);
        return env->NewDirectByteBuffer(ref.api->control(ref.model), sizeof(nc_control));
    });
}

jobject model_write_log(JNIEnv* env, jclass, jlong handle, jint bytes) {
    return guarded(env, static_cast<jobject>(nullptr), [&] {
        NC_REQUIRE(bytes > 0, "write log size is out of range");
        const ModelRef& ref = handles().at(handle);
        return env->NewDirectByteBuffer(
            ref.api->write_log(ref.model, static_cast<uint64_t>(bytes)), bytes);
    });
}

void model_eval(JNIEnv* env, jclass, jlong handle) {
    entered(env, handle, [](const nc_model_api& api, void* model) { return api.eval(model); });
}

void model_set_time(JNIEnv* env, jclass, jlong handle, jlong time_ps) {
    entered(env, handle, [=](const nc_model_api& api, void* model) {
        return api.set_time(model, time_ps);
    });
}

jint model_add_clock(JNIEnv* env, jclass, jlong handle, jint offset, jlong first_rise_ps,
                     jlong high_ps, jlong low_ps) {
    return guarded(env, jint{-1}, [&] {
        NC_REQUIRE(high_ps > 0 && low_ps > 0, "clock phase is not positive");
        const ModelRef& ref = handles().at(handle);
        uint64_t bytes = 0;
        ref.api->storage(ref.model, &bytes);
        NC_REQUIRE(offset >= 0 && static_cast<uint64_t>(offset) < bytes, "signal is out of range");
        const jint clock = ref.api->add_clock(ref.model, static_cast<uint32_t>(offset),
                                              first_rise_ps, high_ps, low_ps);
        NC_REQUIRE(clock >= 0, "too many clocks: limit=32");
        return clock;
    });
}

jint model_advance(JNIEnv* env, jclass, jlong handle, jlong until_ps, jint log_bytes) {
    return entered(env, handle, [=](const nc_model_api& api, void* model) {
        return api.advance(model, until_ps, static_cast<uint64_t>(log_bytes));
    });
}

void model_open_trace(JNIEnv* env, jclass, jlong handle, jstring path, jstring scopes,
                      jint levels, jstring lanes, jint dumps_per_flush, jlong from_ps, jlong to_ps,
                      jint segments, jlong segment_ps) {
    entered(env, handle, [&](const nc_model_api& api, void* model) {
        NC_REQUIRE(dumps_per_flush > 0, "dumps per flush is not positive");
        NC_REQUIRE(levels >= 0, "trace levels are negative");
        NC_REQUIRE(segments >= 0, "trace segments are negative");
        const JavaText file{env, path};
        const JavaText from{env, scopes};
        const JavaText texts{env, lanes};
        const nc_trace_options options{file.get(), dumps_per_flush, from.get(), levels,
                                       texts.get(), from_ps,        to_ps,      segments,
                                       segment_ps};
        return api.open_trace(model, &options);
    });
}

void model_annotate(JNIEnv* env, jclass, jlong handle, jint lane, jstring text) {
    guarded(env, 0, [&] {
        NC_REQUIRE(lane >= 0, "trace lane is negative");
        const ModelRef& ref = handles().at(handle);
        ref.api->annotate(ref.model, static_cast<uint32_t>(lane), JavaText{env, text}.get());
        return 0;
    });
}

void model_close_trace(JNIEnv* env, jclass, jlong handle) {
    entered(env, handle,
            [](const nc_model_api& api, void* model) { return api.close_trace(model); });
}

void model_enable_trace(JNIEnv* env, jclass, jlong handle, jboolean on) {
    entered(env, handle, [=](const nc_model_api& api, void* model) {
        api.enable_trace(model, on);
        return 0;
    });
}

void model_write_coverage(JNIEnv* env, jclass, jlong handle, jstring path) {
    entered(env, handle, [&](const nc_model_api& api, void* model) {
        return api.write_coverage(model, JavaText{env, path}.get());
    });
}

jbyteArray model_save(JNIEnv* env, jclass, jlong handle) {
    const uint8_t* state = nullptr;
    uint64_t bytes = 0;
    return guarded(env, static_cast<jbyteArray>(nullptr), [&] {
        Entry entry{handle};
        checked(env, entry.ref(), entry.ref().api->save(entry.ref().model, &state, &bytes));
        NC_REQUIRE(bytes <= INT32_MAX, "model state is larger than 2 GiB");
        const jbyteArray array = env->NewByteArray(static_cast<jsize>(bytes));
        if (!array) throw JavaPending{};
        env->SetByteArrayRegion(array, 0, static_cast<jsize>(bytes),
                                reinterpret_cast<const jbyte*>(state));
        return array;
    });
}

void model_restore(JNIEnv* env, jclass, jlong handle, jbyteArray state) {
    entered(env, handle, [&](const nc_model_api& api, void* model) {
        const jsize bytes = env->GetArrayLength(state);
        std::vector<uint8_t> copy(static_cast<size_t>(bytes) + 1);
        env->GetByteArrayRegion(state, 0, bytes, reinterpret_cast<jbyte*>(copy.data()));
        return api.restore(model, copy.data(), static_cast<uint64_t>(bytes));
    });
}

void model_finish(JNIEnv* env, jclass, jlong handle) {
    entered(env, handle, [](const nc_model_api& api, void* model) { return api.finish(model); });
}

jlong library_symbol(JNIEnv* env, jclass, jlong library, jstring name) {
    return guarded(env, jlong{0}, [&] {
        return reinterpret_cast<jlong>(
            dlsym(reinterpret_cast<void*>(library), JavaText{env, name}.get()));
    });
}

jlong model_call(JNIEnv* env, jclass, jlong handle, jlong symbol, jlongArray args) {
    int64_t result = 0;
    entered(env, handle, [&](const nc_model_api& api, void* model) {
        NC_REQUIRE(symbol, "symbol is null");
        const jsize count = env->GetArrayLength(args);
        std::vector<int64_t> values(static_cast<size_t>(count) + 1);
        env->GetLongArrayRegion(args, 0, count, reinterpret_cast<jlong*>(values.data()));
        return api.call(model, reinterpret_cast<nc_native_fn>(symbol), values.data(), count,
                        &result);
    });
    return result;
}

jboolean continuations_open(JNIEnv*, jclass) { return g_continuations_open; }

// Exports jdk.internal.vm to the unnamed module, as --add-exports would; a JDK that refuses only
// means that the simulation kernel falls back to virtual threads.
bool open_continuations(JNIEnv* env) {
    const jclass continuation = env->FindClass("jdk/internal/vm/Continuation");
    const jclass class_class = continuation ? env->FindClass("java/lang/Class") : nullptr;
    const jclass module_class = class_class ? env->FindClass("java/lang/Module") : nullptr;
    if (module_class) {
        const jmethodID get_module
            = env->GetMethodID(class_class, "getModule", "()Ljava/lang/Module;");
        const jmethodID add_exports = env->GetMethodID(
            module_class, "implAddExportsToAllUnnamed", "(Ljava/lang/String;)V");
        const jstring package = env->NewStringUTF("jdk.internal.vm");
        if (get_module && add_exports && package) {
            const jobject module = env->CallObjectMethod(continuation, get_module);
            if (module && !env->ExceptionCheck()) {
                env->CallVoidMethod(module, add_exports, package);
            }
        }
    }
    const bool opened = module_class && !env->ExceptionCheck();
    env->ExceptionClear();
    return opened;
}

template <class Function>
JNINativeMethod method(const char* name, const char* signature, Function* function) {
    return {const_cast<char*>(name), const_cast<char*>(signature),
            reinterpret_cast<void*>(function)};
}

const JNINativeMethod kMethods[] = {
    method("libraryOpen", "(Ljava/lang/String;)J", library_open),
    method("librarySymbol", "(JLjava/lang/String;)J", library_symbol),
    method("create", "(JLio/github/niccosim/bridge/Model;[Ljava/lang/String;II)J", model_create),
    method("destroy", "(J)V", model_destroy),
    method("describe", "(J)Ljava/lang/String;", model_describe),
    method("storage", "(J)Ljava/nio/ByteBuffer;", model_storage),
    method("control", "(J)Ljava/nio/ByteBuffer;", model_control),
    method("writeLog", "(JI)Ljava/nio/ByteBuffer;", model_write_log),
    method("eval", "(J)V", model_eval),
    method("setTime", "(JJ)V", model_set_time),
    method("addClock", "(JIJJJ)I", model_add_clock),
    method("advance", "(JJI)I", model_advance),
    method("openTrace", "(JLjava/lang/String;Ljava/lang/String;ILjava/lang/String;IJJIJ)V",
           model_open_trace),
    method("annotate", "(JILjava/lang/String;)V", model_annotate),
    method("closeTrace", "(J)V", model_close_trace),
    method("enableTrace", "(JZ)V", model_enable_trace),
    method("writeCoverage", "(JLjava/lang/String;)V", model_write_coverage),
    method("save", "(J)[B", model_save),
    method("restore", "(J[B)V", model_restore),
    method("finish", "(J)V", model_finish),
    method("call", "(JJ[J)J", model_call),
    method("continuationsOpen", "()Z", continuations_open),
};

}  // namespace

void throw_failure(JNIEnv* env, const char* text, const char* file, int line, int64_t time_ps) {
    if (env->ExceptionCheck()) return;
    const jstring java_line = java_text(env, text);
    const jstring java_file = java_line ? java_text(env, file) : nullptr;
    if (!java_file) return;  // out of memory is pending
    const jobject failure = env->CallStaticObjectMethod(g_bridge, g_failure, java_line, java_file,
                                                        line, static_cast<jlong>(time_ps));
    if (!env->ExceptionCheck()) env->Throw(static_cast<jthrowable>(failure));
}

}  // namespace niccosim

extern "C" JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM* vm, void*) {
    using namespace niccosim;
    JNIEnv* env = nullptr;
    if (vm->GetEnv(reinterpret_cast<void**>(&env), JNI_VERSION_10) != JNI_OK) return JNI_ERR;
    g_vm = vm;
    g_handles = new Handles();
    const jclass bridge = env->FindClass("io/github/niccosim/bridge/NativeBridge");
    if (!bridge) return JNI_ERR;
    g_bridge = static_cast<jclass>(env->NewGlobalRef(bridge));
    g_failure = env->GetStaticMethodID(
        bridge, "failure",
        "(Ljava/lang/String;Ljava/lang/String;IJ)Lio/github/niccosim/bridge/ModelException;");
    g_message = env->GetStaticMethodID(
        bridge, "message",
        "(Lio/github/niccosim/bridge/Model;ILjava/lang/String;Ljava/lang/String;IJ)V");
    if (!g_failure || !g_message) return JNI_ERR;
    if (env->RegisterNatives(bridge, kMethods, sizeof(kMethods) / sizeof(kMethods[0])) != JNI_OK) {
        return JNI_ERR;
    }
    g_continuations_open = open_continuations(env);
    return JNI_VERSION_10;
}

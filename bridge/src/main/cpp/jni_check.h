// SPDX-License-Identifier: Apache-2.0
// Checks at the JNI boundary: handles, ranges, and C++ exceptions turned into Java ones.
#ifndef NICCOSIM_JNI_CHECK_H_
#define NICCOSIM_JNI_CHECK_H_

#include <jni.h>

#include <exception>
#include <stdexcept>
#include <string>

namespace niccosim {

// A Java exception is already pending: unwind to the JNI entry and return.
struct JavaPending final {};

// What goes wrong in the bridge itself; becomes a ModelException with its C++ file and line.
class BridgeError final : public std::runtime_error {
public:
    BridgeError(const std::string& text, const char* file, int line)
        : std::runtime_error(text), file_(file), line_(line) {}
    const char* file() const { return file_; }
    int line() const { return line_; }

private:
    const char* const file_;
    const int line_;
};

#define NC_REQUIRE(condition, text)                                                   \
    do {                                                                              \
        if (!(condition)) throw niccosim::BridgeError((text), __FILE_NAME__, __LINE__); \
    } while (false)

// Throws io.github.niccosim.bridge.ModelException through NativeBridge.failure().
void throw_failure(JNIEnv* env, const char* text, const char* file, int line, int64_t time_ps);

// Runs body; nothing but a Java exception leaves it.
template <class Result, class Body>
Result guarded(JNIEnv* env, Result otherwise, Body body) {
    try {
        return body();
    } catch (const JavaPending&) {
    } catch (const BridgeError& e) {
        throw_failure(env, e.what(), e.file(), e.line(), -1);
    } catch (const std::exception& e) {
        throw_failure(env, e.what(), "", 0, -1);
    } catch (...) {
        throw_failure(env, "unknown C++ exception", "", 0, -1);
    }
    return otherwise;
}

// The characters of a Java string as modified UTF-8 for the length of a C++ scope.
class JavaText final {
public:
    JavaText(JNIEnv* env, jstring text) : env_(env), text_(text) {
        if (!text) throw BridgeError("text is null", __FILE_NAME__, __LINE__);
        chars_ = env->GetStringUTFChars(text, nullptr);
        if (!chars_) throw JavaPending{};
    }
    ~JavaText() { env_->ReleaseStringUTFChars(text_, chars_); }
    JavaText(const JavaText&) = delete;
    JavaText& operator=(const JavaText&) = delete;
    const char* get() const { return chars_; }

private:
    JNIEnv* const env_;
    const jstring text_;
    const char* chars_ = nullptr;
};

}  // namespace niccosim

#endif

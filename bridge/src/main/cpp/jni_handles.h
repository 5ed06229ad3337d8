// SPDX-License-Identifier: Apache-2.0
// Handles of model instances: an index and a generation, so that a stale one is refused, not followed.
#ifndef NICCOSIM_JNI_HANDLES_H_
#define NICCOSIM_JNI_HANDLES_H_

#include "jni_check.h"
#include "model_abi.h"

#include <mutex>
#include <vector>

namespace niccosim {

struct ModelRef {
    const nc_model_api* api = nullptr;
    void* model = nullptr;
    jobject java = nullptr;  // global reference of the Model, which gets the messages
    bool running = false;    // inside the model: no way back in
};

class Handles final {
public:
    jlong add(const ModelRef& ref) {
        const std::lock_guard<std::mutex> lock{mutex_};
        if (free_.empty()) {
            if (used_ == kSlots) throw BridgeError("too many open models: limit=65536", "", 0);
            free_.push_back(used_++);
        }
        const uint32_t index = free_.back();
        free_.pop_back();
        slots_[index].ref = ref;
        return static_cast<jlong>(static_cast<uint64_t>(slots_[index].generation) << 16 | index);
    }

    // No lock: a slot is only written while its Java model is confined to the calling thread.
    ModelRef& at(jlong handle) {
        const uint64_t bits = static_cast<uint64_t>(handle);
        Slot& slot = slots_[bits & (kSlots - 1)];
        if (slot.generation != bits >> 16 || !slot.ref.model) {
            throw BridgeError("model is closed", __FILE_NAME__, __LINE__);
        }
        return slot.ref;
    }

    void remove(jlong handle) {
        const std::lock_guard<std::mutex> lock{mutex_};
        const uint32_t index = static_cast<uint32_t>(handle) & (kSlots - 1);
        ++slots_[index].generation;
        slots_[index].ref = {};
        free_.push_back(index);
    }

private:
    static constexpr uint32_t kSlots = 65536;
    struct Slot {
        uint32_t generation = 1;
        ModelRef ref;
    };
    Slot slots_[kSlots];  // untouched pages cost nothing
    std::vector<uint32_t> free_;
    uint32_t used_ = 0;
    std::mutex mutex_;
};

}  // namespace niccosim

#endif

// SPDX-License-Identifier: Apache-2.0
// Shows Java the values from before an edge that has been evaluated already.
//
// The edge of a clock made in the RTL is found after the evaluation that made it. So the values of
// the signals Java knows are copied before each evaluation while such a clock is waited for, put in
// place of the new ones while Java runs at the edge, and taken out again before the model goes on.
#ifndef NICCOSIM_MODEL_PREEDGE_H_
#define NICCOSIM_MODEL_PREEDGE_H_

#include "model_abi.h"

#include <cstring>
#include <memory>

namespace niccosim {

class PreEdge {
public:
    explicit PreEdge(const nc_control& control) : control_(control) {}

    void copy(const uint8_t* storage) {
        if (control_.shadow_bytes != size_) {
            size_ = control_.shadow_bytes;
            before_.reset(new uint8_t[size_]);
            after_.reset(new uint8_t[size_]);
        }
        uint8_t* to = before_.get();
        for (uint32_t i = 0; i < control_.range_count; ++i) {
            const nc_range& range = control_.ranges[i];
            std::memcpy(to, storage + range.offset, range.bytes);
            to += range.bytes;
        }
        copied_ = true;
    }

    // A clock whose wait began after the evaluation has no copy: the values stay as they are.
    void show(uint8_t* storage) {
        if (!copied_ || control_.shadow_bytes != size_) return;
        size_t at = 0;
        for (uint32_t i = 0; i < control_.range_count; ++i) {
            const nc_range& range = control_.ranges[i];
            std::memcpy(&after_[at], storage + range.offset, range.bytes);
            std::memcpy(storage + range.offset, &before_[at], range.bytes);
            at += range.bytes;
        }
        shown_ = true;
    }

    // Puts the new values back, except where Java has written at once.
    void hide(uint8_t* storage) {
        if (__builtin_expect(!shown_, true)) return;
        shown_ = copied_ = false;
        size_t at = 0;
        for (uint32_t i = 0; i < control_.range_count; ++i) {
            const nc_range& range = control_.ranges[i];
            uint8_t* const values = storage + range.offset;
            for (uint32_t byte = 0; byte < range.bytes; ++byte, ++at) {
                if (values[byte] == before_[at]) values[byte] = after_[at];
            }
        }
    }

    void forget() { copied_ = false; }

private:
    const nc_control& control_;
    std::unique_ptr<uint8_t[]> before_, after_;
    uint32_t size_ = 0;
    bool copied_ = false;
    bool shown_ = false;
};

}  // namespace niccosim

#endif

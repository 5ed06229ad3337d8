// SPDX-License-Identifier: Apache-2.0
// Verilator's save and restore, in memory instead of in a file.
#ifndef NICCOSIM_MODEL_CHECKPOINT_H_
#define NICCOSIM_MODEL_CHECKPOINT_H_

#include "verilated_save.h"

#include <cstring>
#include <stdexcept>
#include <string>

namespace niccosim {

// Appends to a string what it is given.
class StateWriter final : public VerilatedSerialize {
public:
    explicit StateWriter(std::string& out) : out_(out) {}

    void flush() override {
        out_.append(reinterpret_cast<const char*>(m_bufp), static_cast<size_t>(m_cp - m_bufp));
        m_cp = m_bufp;
    }

    template <class Plain>
    void plain(const Plain& value) {
        write(&value, sizeof(value));
    }

private:
    std::string& out_;
};

// Reads the same again. Verilator's reader wants bufferInsertSize() bytes ahead, zeros at the end.
class StateReader final : public VerilatedDeserialize {
public:
    StateReader(const uint8_t* from, uint64_t bytes) : from_(from), left_(bytes) {
        m_cp = m_endp = m_bufp;
    }

    void fill() override {
        const size_t kept = static_cast<size_t>(m_endp - m_cp);
        std::memmove(m_bufp, m_cp, kept);
        m_cp = m_bufp;
        const size_t room = bufferSize() - kept;
        const size_t taken = left_ < room ? static_cast<size_t>(left_) : room;
        std::memcpy(m_bufp + kept, from_, taken);
        std::memset(m_bufp + kept + taken, 0, room - taken);
        from_ += taken;
        left_ -= taken;
        padding_ += room - taken;
        m_endp = m_bufp + bufferSize();
    }

    template <class Plain>
    void plain(Plain& value) {
        read(&value, sizeof(value));
    }

    // Every byte was read, and none that is not there.
    void check_end() const {
        if (left_ != 0 || static_cast<uint64_t>(m_endp - m_cp) != padding_) {
            throw std::runtime_error("checkpoint is damaged: it has another length");
        }
    }

private:
    const uint8_t* from_;
    uint64_t left_;
    uint64_t padding_ = 0;
};

}  // namespace niccosim

#endif

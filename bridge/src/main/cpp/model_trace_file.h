// SPDX-License-Identifier: Apache-2.0
// One trace file of Verilator with text signals added, FST or VCD. Equal runs give equal bytes.
#ifndef NICCOSIM_MODEL_TRACE_FILE_H_
#define NICCOSIM_MODEL_TRACE_FILE_H_

#if NICCOSIM_TRACE_FST
#include "verilated_fst_c.h"

#include "gtkwave/fstapi.h"  // included by old versions only
#else
#include "verilated_vcd_c.h"
#endif

#include "model_lanes.h"

#include <cerrno>
#include <utility>

namespace niccosim {

// Naming a private member in an explicit instantiation is allowed; a version of Verilator without
// it does not compile.
#if NICCOSIM_TRACE_FST
using VerilatedTracer = VerilatedFst;
#else
using VerilatedTracer = VerilatedVcd;
#endif
auto& enabled_signals(VerilatedTracer& tracer);
template <auto Enabled>
struct EnabledAccess {
    friend auto& enabled_signals(VerilatedTracer& tracer) { return tracer.*Enabled; }
};
template struct EnabledAccess<&VerilatedTracer::Super::m_sigs_enabledp>;

// Where no signal lies in the chosen scopes, Verilator takes them for all and crashes: it never
// declared them.
inline bool records_nothing(VerilatedTracer& tracer) { return enabled_signals(tracer) == nullptr; }

#if NICCOSIM_TRACE_FST

// Verilator keeps its writer private and offers neither text signals nor a date of our own.
auto fst_writer(VerilatedFst& fst);
template <auto Writer>
struct FstWriterAccess {
    friend auto fst_writer(VerilatedFst& fst) { return fst.*Writer; }
};
template struct FstWriterAccess<&VerilatedFst::m_fst>;

class TraceFile final {
public:
    using File = VerilatedFstC;

    File& file() { return file_; }

    void open(const char* path, std::vector<Lane>& lanes) {
        file_.open(path);
        auto* const writer = fst_writer(*file_.spTrace());
        fstWriterSetDate(writer, "Thu Jan  1 00:00:00 1970\n");
        declare_lanes(
            lanes,
            [=](const std::string& name) {
                fstWriterSetScope(writer, FST_ST_VCD_MODULE, name.c_str(), nullptr);
            },
            [=] { fstWriterSetUpscope(writer); },
            [=](Lane& lane, const std::string& name) {
                lane.handle = fstWriterCreateVar(writer, FST_VT_GEN_STRING, FST_VD_IMPLICIT, 0,
                                                 name.c_str(), 0);
            });
    }

    // At the time of the latest dump.
    void write(Lanes& lanes, uint64_t time_ps) {
        auto* const writer = fst_writer(*file_.spTrace());
#if VERILATOR_VERSION_INTEGER > 5032000
        fstWriterEmitTimeChange(writer, time_ps);  // only written once a value follows
#else
        (void)time_ps;
#endif
        lanes.take_pending([=](const Lane& lane) {
            fstWriterEmitVariableLengthValueChange(writer, lane.handle, lane.text.data(),
                                                   static_cast<uint32_t>(lane.text.size()));
        });
    }

private:
    File file_;
};

#else

// Adds declarations in front of the end of the header, which Verilator writes in pieces.
class VcdFile final : public VerilatedVcdFile {
public:
    void declarations(std::string text) {
        declarations_ = std::move(text);
        header_.clear();
        in_header_ = true;
    }

    ssize_t write(const char* bytes, ssize_t count) override {
        if (!in_header_) return VerilatedVcdFile::write(bytes, count);
        header_.append(bytes, static_cast<size_t>(count));
        const size_t end = header_.find("$enddefinitions");
        if (end == std::string::npos) return count;
        in_header_ = false;
        header_.insert(end, declarations_);
        return put(header_) ? count : -1;
    }

    bool put(const std::string& text) {
        for (size_t done = 0; done < text.size();) {
            const ssize_t written = VerilatedVcdFile::write(
                text.data() + done, static_cast<ssize_t>(text.size() - done));
            if (written < 0 && errno != EINTR && errno != EAGAIN) return false;
            if (written > 0) done += static_cast<size_t>(written);
        }
        return true;
    }

private:
    std::string declarations_;
    std::string header_;
    bool in_header_ = false;
};

class TraceFile final {
public:
    using File = VerilatedVcdC;

    File& file() { return file_; }

    // Codes of four characters from ~~~! on are beyond those of 70 million signals.
    void open(const char* path, std::vector<Lane>& lanes) {
        std::string text;
        uint32_t count = 0;
        declare_lanes(
            lanes,
            [&](const std::string& name) { text += "$scope module " + name + " $end\n"; },
            [&] { text += "$upscope $end\n"; },
            [&](Lane& lane, const std::string& name) {
                lane.handle = count++;
                text += "$var string 1 " + code(lane) + ' ' + name + " $end\n";
            });
        out_.declarations(text);
        file_.open(path);
    }

    // At the time of the latest dump.
    void write(Lanes& lanes, uint64_t) {
        file_.flush();
        std::string text;
        lanes.take_pending([&](const Lane& lane) {
            text += 's' + escaped(lane.text) + ' ' + code(lane) + '\n';
        });
        out_.put(text);
    }

private:
    static std::string code(const Lane& lane) {
        return std::string{"~~"} + static_cast<char>('~' - lane.handle / 90)
               + static_cast<char>('!' + lane.handle % 90);
    }

    // As GTKWave's tools escape: a text must not contain a space.
    static std::string escaped(const std::string& text) {
        std::string out;
        for (const unsigned char c : text) {
            if (c > ' ' && c <= '~' && c != '\\') {
                out += static_cast<char>(c);
            } else {
                out += {'\\', static_cast<char>('0' + (c >> 6)),
                        static_cast<char>('0' + ((c >> 3) & 7)), static_cast<char>('0' + (c & 7))};
            }
        }
        return out;
    }

    VcdFile out_;  // outlives what writes to it
    File file_{&out_};
};

#endif

}  // namespace niccosim

#endif

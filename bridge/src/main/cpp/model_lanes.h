// SPDX-License-Identifier: Apache-2.0
// Texts shown beside the signals of a trace: what was logged, marked, asserted, transferred.
#ifndef NICCOSIM_MODEL_LANES_H_
#define NICCOSIM_MODEL_LANES_H_

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

namespace niccosim {

// One text signal. Its text holds until the next one; an empty text shows nothing.
struct Lane final {
    std::string path;  // below the scope of all lanes, with dots
    std::string text;  // shown now
    std::string plain;  // without its number
    int64_t time_ps = -1;
    uint32_t same = 0;  // how often plain was shown in a row
    bool pending = false;
    uint32_t handle = 0;  // of the file
};

class Lanes final {
public:
    static constexpr size_t kMaxBytes = 4096;

    // Paths are separated by line feeds.
    void declare(const char* paths) {
        lanes_.clear();
        pending_ = false;
        std::istringstream lines{paths};
        for (std::string line; std::getline(lines, line);) {
            lanes_.emplace_back();
            lanes_.back().path = line;
        }
    }

    // Texts of one time are joined; a text that repeats is numbered, to be seen as a new one.
    void set(size_t index, const char* text, int64_t time_ps) {
        if (index >= lanes_.size()) return;
        Lane& lane = lanes_[index];
        const bool joins = lane.time_ps == time_ps && !lane.text.empty() && *text;
        lane.time_ps = time_ps;
        lane.pending = pending_ = true;
        if (joins) {
            if (lane.text.size() < kMaxBytes) lane.text.append(" | ").append(text);
            lane.plain = lane.text;
            lane.same = 1;
            return;
        }
        lane.same = *text && lane.plain == text ? lane.same + 1 : 1;
        lane.text = lane.plain = text;
        if (lane.same > 1) lane.text += " (" + std::to_string(lane.same) + ")";
    }

    // A new file starts with what holds.
    void show_again() {
        for (Lane& lane : lanes_) lane.pending = pending_ = true;
    }

    bool pending() const { return pending_; }
    std::vector<Lane>& all() { return lanes_; }

    template <class Write>
    void take_pending(Write write) {
        pending_ = false;
        for (Lane& lane : lanes_) {
            if (lane.pending) write(lane);
            lane.pending = false;
        }
    }

private:
    std::vector<Lane> lanes_;
    bool pending_ = false;
};

// Calls enter(name), leave() and lane(lane, name) so that lanes with a common scope share it.
template <class Enter, class Leave, class Declare>
void declare_lanes(std::vector<Lane>& lanes, Enter enter, Leave leave, Declare declare) {
    std::vector<std::string> open;
    for (Lane& lane : lanes) {
        std::vector<std::string> names{"cosim"};
        std::istringstream parts{lane.path};
        for (std::string part; std::getline(parts, part, '.');) names.push_back(part);
        const std::string name = names.back();
        names.pop_back();
        size_t common = 0;
        while (common < open.size() && common < names.size() && open[common] == names[common]) {
            ++common;
        }
        for (; open.size() > common; open.pop_back()) leave();
        for (; open.size() < names.size(); open.push_back(names[open.size()])) {
            enter(names[open.size()]);
        }
        declare(lane, name);
    }
    for (; !open.empty(); open.pop_back()) leave();
}

}  // namespace niccosim

#endif

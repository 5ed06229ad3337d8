// SPDX-License-Identifier: Apache-2.0
// AXI4-Lite master: posted doorbells, and one register access at a time that somebody waits for.
#pragma once

#include <cstdint>
#include <deque>

#include "rx_bench.h"

namespace nicdma {

/// Doorbells not yet written.
struct Doorbells {
  struct Doorbell {
    uint32_t address, value;
  };
  std::deque<Doorbell> waiting;
  bool busy = false;                       // one is written and not answered

  void ring(uint32_t address, uint32_t value) { waiting.push_back({address, value}); }
  bool idle() const { return waiting.empty() && !busy; }
};

template <class Top>
class RegisterPort {
 public:
  RegisterPort(Top* top, Bench& bench, Doorbells& doorbells)
      : top_(top), bench_(bench), doorbells_(doorbells) {}

  void idle() {
    top_->s_axil_awvalid = top_->s_axil_wvalid = top_->s_axil_arvalid = 0;
    top_->s_axil_bready = top_->s_axil_rready = 1;
  }

  /// Begin an access; doorbells wait until finish().
  void start(uint32_t address, uint32_t value, bool isWrite, uint8_t strobe) {
    accessing_ = true;
    taken_ = answered_ = false;
    isWrite_ = isWrite;
    top_->s_axil_awaddr = top_->s_axil_araddr = address;
    top_->s_axil_wdata = value;
    top_->s_axil_wstrb = strobe;
  }
  bool answered() const { return answered_; }
  uint32_t response() const { return response_; }
  uint32_t data() const { return data_; }
  void finish() {
    top_->s_axil_awvalid = top_->s_axil_wvalid = top_->s_axil_arvalid = 0;
    accessing_ = false;
  }

  void drive() {
    if (accessing_) {
      top_->s_axil_awvalid = top_->s_axil_wvalid = isWrite_ && !taken_;
      top_->s_axil_arvalid = !isWrite_ && !taken_;
      return;
    }
    top_->s_axil_awvalid = top_->s_axil_wvalid = 0;
    if (!doorbells_.waiting.empty() && !doorbells_.busy) {
      top_->s_axil_awaddr = doorbells_.waiting.front().address;
      top_->s_axil_wdata = doorbells_.waiting.front().value;
      top_->s_axil_wstrb = 15;
      top_->s_axil_awvalid = top_->s_axil_wvalid = 1;
    }
  }

  void sample() {
    if (accessing_) {
      sampleAccess();
    } else {
      sampleDoorbell();
    }
  }

 private:
  Top* top_;
  Bench& bench_;
  Doorbells& doorbells_;
  bool accessing_ = false, isWrite_ = false, taken_ = false, answered_ = false;
  uint32_t response_ = 0, data_ = 0;

  void sampleAccess() {
    if (isWrite_ ? top_->s_axil_awready : top_->s_axil_arready) taken_ = true;
    answered_ = isWrite_ ? top_->s_axil_bvalid : top_->s_axil_rvalid;
    response_ = isWrite_ ? top_->s_axil_bresp : top_->s_axil_rresp;
    data_ = top_->s_axil_rdata;
  }

  void sampleDoorbell() {
    bool offered = !doorbells_.waiting.empty() && !doorbells_.busy && top_->s_axil_awvalid;
    if (offered && top_->s_axil_awready) {
      doorbells_.busy = true;
      doorbells_.waiting.pop_front();
    } else if (doorbells_.busy && top_->s_axil_bvalid) {
      doorbells_.busy = false;
      if (top_->s_axil_bresp != 0) bench_.fail("doorbell refused");
    }
  }
};

}  // namespace nicdma

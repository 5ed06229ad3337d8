// SPDX-License-Identifier: Apache-2.0
// Directed tests of the transmit half: errors, stopping, sharing, flow control, loopbacks, times.
#pragma once

#include "tx_host.h"

namespace nicdma {

template <class Top>
struct TxDirected {
  using Host = TxHost<Top>;

  static void registers(Host& h) {
    h.noPost = true;
    h.expect((h.read(0x008) >> 16 & 0xFF) == NICDMA_QUEUES - 1, "CAP0");
    h.expect((h.read(0x0B0) & 0xFF) == NICDMA_FRAGS, "CAP4");
    h.write(0x0C01C, 7);
    h.write(0x0C020, 0x1234);
    h.expect(h.read(0x0C01C) == 7 && h.read(0x0C020) == 0x1234, "WEIGHT and RATE read back");
    h.write(0x0C01C, 0x100, true);
    h.write(0x0C020, 0x10000, true);
    h.write(0x0C020, 0);
    h.write(0x0C008, 5, true);                       // enabled queue
    h.read(0x0C000 + 64 * NICDMA_QUEUES, NICDMA_QUEUES < 256);
    h.write(0x18800 + 8 * NICDMA_QUEUES, 1, true);
    h.read(0x18800, true);
    h.read(0x1A020, true);
    h.write(0x18800, 40000);                         // out of range: ignored and flagged
    h.expect(h.read(0x018) == 0x20 && h.read(0x09C) == 0x10005, "tail doorbell range");
    h.write(0x018, 0x20);
    h.write(0x19800, 9);
    h.expect(h.read(0x018) == 0x40, "consumer doorbell range");
    h.write(0x018, 0x40);
    h.write(0x010, 0x6);
    h.expect(h.read(0x010) == 6, "CTRL reads back");
  }

  /// A bad frame, its error, and a queue that works again after a reset; others never stop.
  static void recover(Host& h, uint32_t length, uint32_t frags, uint32_t error,
                      typename Host::Spoil spoil, bool halts = true) {
    uint64_t before = h.errors[error];
    h.postGood(0, 100, 1);
    h.postBad(0, length, frags, error, spoil);
    if (!halts) h.postGood(0, 200, 2 < NICDMA_FRAGS ? 2 : 1);
    h.ringTail(0);
    h.spin(3000);
    h.expect(h.errors[error] == before + 1, "error not reported");
    uint32_t state = h.read(0x0C010);
    if (halts) {
      h.expect((state & 7) == 5 && state >> 4 == error, "queue not halted");
      h.resetQueue(0);
    } else {
      h.expect((state & 7) == 1, "queue does not go on");
    }
    h.postGood(0, 777, 2 < NICDMA_FRAGS ? 2 : 1);
    h.ringTail(0);
    h.spin(3000);
    h.expect(h.queues[0].waiting.empty(), "queue does not work again");
  }

  static void badDescriptors(Host& h) {
    h.queues[0].hold = true;
    recover(h, 300, 1, 6, [](size_t, uint64_t&, uint64_t& w) { w ^= 1ull << 63; });
    recover(h, 300, 1, 11, [](size_t, uint64_t&, uint64_t& w) { w &= ~(1ull << 48); });
    if (NICDMA_FRAGS > 2) {
      recover(h, 300, 2, 11, [](size_t, uint64_t&, uint64_t& w) { w |= 1ull << 48; });
    }
    recover(h, 300, NICDMA_FRAGS, 11,
            [](size_t k, uint64_t&, uint64_t& w) {
              if (k == NICDMA_FRAGS - 1) w &= ~(1ull << 49);
            });
    recover(h, 300, 1, 11, [](size_t, uint64_t&, uint64_t& w) { w |= 0xFFFF; });
    recover(h, 300, 1, 11,                           // field behind the end
            [](size_t, uint64_t&, uint64_t& w) { w |= 1ull << 50 | 100ull << 16 | 199ull << 24; });
    recover(h, 300, 1, 9, [](size_t, uint64_t&, uint64_t& w) { w &= ~0xFFFFull; }, false);
    if (NICDMA_FRAGS > 2) {
      recover(h, 300, 3, 9, [](size_t k, uint64_t&, uint64_t& w) { if (k == 1) w &= ~0xFFFFull; },
              false);
      recover(h, 300, 3, 9, [](size_t k, uint64_t&, uint64_t& w) { if (k == 0) w &= ~0xFFFFull; },
              false);
    }
    h.expect((h.read(0x018) & 0x418) == 0x418, "ERR_STATUS stale, zero, format");
    h.noPost = true;
    for (int n = 0; n < 100 && !h.allDone(); ++n) h.spin(1000);
    h.write(0x0A0, 200);                             // MAX_FRAME
    h.postBad(0, 201, 1, 11, [](size_t, uint64_t&, uint64_t&) {});
    h.ringTail(0);
    h.spin(500);
    h.expect((h.read(0x0C010) & 7) == 5, "MAX_FRAME is not looked at");
  }

  static void unreadableDescriptors(Host& h) {
    h.queues[0].hold = true;
    h.postGood(0, 100, 1);
    h.ringTail(0);
    h.spin(500);
    h.failDescriptorReads = 1;
    h.postBad(0, 100, 1, 10, [](size_t, uint64_t&, uint64_t&) {});
    h.ringTail(0);
    h.spin(1000);
    h.expect(h.errors[10] == 1 && h.read(0x0C010) == 0xA5, "descriptor read error");
    h.resetQueue(0);
    h.postGood(0, 100, 1);
    h.ringTail(0);
    h.spin(500);
    h.expect(h.queues[0].waiting.empty(), "queue does not work again");
  }

  static void haltByPolicy(Host& h) {
    h.write(0x03C, 6);                               // ERR_POLICY: SLVERR, DECERR
    h.noPost = true;
    h.postBad(0, 500, 1, 0, [](size_t, uint64_t&, uint64_t&) {});
    h.ringTail(0);
    h.spin(1000);
    h.expect(h.errors[1] + h.errors[2] == 1 && (h.read(0x0C010) & 7) == 5, "queue not halted");
    h.expect((h.read(0x018) & 0x1800) != 0, "ERR_STATUS read error");
  }

  static void quiesce(Host& h) {
    for (int round = 0; round < 5; ++round) {
      h.spin(400 + h.random.below(200));
      h.write(0x0C00C, 2);
      h.awaitState(0, 3);
      uint64_t frames = h.queues[0].frames;
      h.expect(h.read(0x14010) == h.read(0x14010), "completion pointer moves");
      h.spin(300);
      h.expect(h.queues[0].frames == frames, "a stopped queue sends");
      h.write(0x0C00C, 1);
    }
    h.run();
  }

  static void resets(Host& h) {
    for (int round = 0; round < 12; ++round) {
      h.spin(150 + h.random.below(300));
      h.resetQueue(round % 2);
    }
    h.run();
  }

  /// With weights 1, 2, 3, 4 and other frame sizes in each queue, bytes are shared 1:2:3:4.
  static void weights(Host& h) {
    for (uint32_t q = 0; q < 4; ++q) {
      h.queues[q].lengthMin = q % 2 == 0 ? 1000 : 100;
      h.queues[q].lengthMax = q % 2 == 0 ? 1500 : 300;
      h.write(0x0C01C + 64 * q, q + 1);
    }
    h.spin(4000);                                    // rings are full
    uint64_t start[4];
    for (uint32_t q = 0; q < 4; ++q) start[q] = h.queues[q].bytes;
    h.spin(40000);
    uint64_t total = 0;
    for (uint32_t q = 0; q < 4; ++q) total += h.queues[q].bytes - start[q];
    for (uint32_t q = 0; q < 4; ++q) {
      uint64_t share = (h.queues[q].bytes - start[q]) * 1000 / total, want = 100 * (q + 1);
      if (share > want + 25 || share + 25 < want) {
        h.fail("queue %u has %llu of 1000, not %llu", q, ull(share), ull(want));
      }
    }
  }

  static void rates(Host& h) {
    h.write(0x0C020, 256);                           // one byte per cycle
    h.queues[1].hold = h.queues[2].hold = true;
    h.spin(3000);
    uint64_t start = h.queues[0].bytes, other = h.queues[3].bytes;
    h.spin(30000);
    uint64_t got = h.queues[0].bytes - start;
    if (got < 29600 || got > 30400) h.fail("rate: %llu bytes in 30000 cycles", ull(got));
    h.expect(h.queues[3].bytes - other > 100000, "a queue without a rate is held up");
    h.write(0x0C020, 0);
    start = h.queues[0].bytes;
    h.spin(30000);
    h.expect(h.queues[0].bytes - start > 100000, "rate 0 is no limit");
  }

  /// A damaged row: its frame leaves marked and is completed with err 7, others are untouched.
  static void parity(Host& h) {
    if ((h.read(0x00C) >> 30 & 1) == 0) return;
    for (int i = 0; i < 20; ++i) {
      h.postBad(0, 1 + h.random.below(900), 2 < NICDMA_FRAGS ? 2 : 1, 7,
                [](size_t, uint64_t&, uint64_t&) {});
      h.write(0x0AC, 2);
      h.ringTail(0);
      h.spin(800);
      h.postGood(0, 300, 1);
      h.ringTail(0);
      h.spin(800);
    }
    h.expect(h.errors[7] == 20 && h.errors[0] == 20 && h.marked == 20, "parity errors");
    h.expect((h.read(0x018) & 0x200) != 0 && h.read64(0x1080) == 20, "parity counter, status");
  }

  static void flowControl(Host& h) {
    for (int round = 0; round < 20; ++round) {
      h.spin(100 + h.random.below(100));
      h.xoff = true;
      h.spin(1);
      uint64_t starts = h.starts;
      h.spin(200);
      h.expect(h.starts <= starts + 1 && h.startsInXoff == 0, "a frame starts while xoff_i is up");
      h.xoff = false;
    }
    h.expect(h.read64(0x1060) > 1000, "paused cycles not counted");
    h.run();
  }

  static void completionRingFull(Host& h) {
    h.silent = true;
    h.spin(3000);
    h.expect(h.read(0x14010) == 4, "completions beyond the ring");
    h.expect(h.atMac == 4, "frames without completion space");
    h.silent = false;
    h.run();
  }

  /// Transmitted frames come in at the receive side; the MAC ports are idle.
  static void loopMac(Host& h) {
    h.noPost = true;
    h.spin(1000);
    h.write(0x010, 0x7);
    uint64_t atMac = h.atMac, frames = h.read64(0x1048), in = h.read64(0x1000);
    for (int i = 0; i < 40; ++i) {
      h.postGood(0, 60 + 13 * i, 1);
      h.queues[0].waiting.back()->sent = true;       // not to be seen here
    }
    h.ringTail(0);
    h.spin(4000);
    h.expect(h.atMac == atMac, "a looped frame left");
    h.expect(h.read64(0x1048) == frames + 40 && h.read64(0x1000) == in + 40, "frames looped");
    h.write(0x010, 0x3);
    h.noPost = false;
    h.run();
  }

  /// Received frames leave again, whole, between transmitted ones.
  static void loopDma(Host& h) {
    h.collectOther = true;
    h.write(0x010, 0xB);
    std::vector<std::vector<uint8_t>> sent;
    for (int i = 0; i < 100; ++i) {
      std::vector<uint8_t> f(20 + h.random.below(600));
      for (auto& byte : f) byte = static_cast<uint8_t>(h.random.next() >> 30);
      f[0] |= 0x80;
      sent.push_back(f);
      h.inject.push_back(f);
    }
    h.run();
    h.spin(20000);
    h.expect(h.macOther == sent, "looped frames differ");
    h.expect(h.read64(0x1000) == 0, "a looped frame was received");
    h.write(0x010, 0x3);
  }

  static void moderation(Host& h) {
    h.write(0x108, 8);
    h.write(0x10C, 3000);
    h.run();
    if (h.interrupts < 5 || h.interrupts > 75) h.fail("%llu interrupts", ull(h.interrupts));
  }

  static void timestamps(Host& h) {
    h.noPost = true;
    uint32_t before = 0;
    for (int i = 0; i < 5; ++i) {
      h.postBad(0, 100, 1, 0, [](size_t, uint64_t&, uint64_t& w) { w |= 1ull << 52; });
      h.queues[0].waiting.back()->skip = false;
      h.ringTail(0);
      h.spin(300);
      h.expect(h.lastStamp != ~0u && h.lastStamp > before, "no time or time stands still");
      h.expect(i == 0 || (h.lastStamp - before > 1100 && h.lastStamp - before < 1500), "time");
      before = h.lastStamp;
    }
    h.postGood(0, 100, 1);
    h.ringTail(0);
    h.spin(300);
    h.expect(h.lastStamp == ~0u, "time without being asked for");
  }

  /// Idle engine, memory that answers at once; exact.
  static void latencies(Host& h) {
    h.noPost = true;
    h.spin(100);
    h.postGood(0, NICDMA_BYTES, 1);
    h.ringTail(0);
    h.spin(300);
    auto& m = h.axi();
    long fetch = long(m.arDesc - h.doorbellAt), read = long(m.arData - m.rDesc);
    long send = long(h.tvalidFirst - m.rData), complete = long(m.awCqe - h.tlastTaken);
    printf("doorbell to AR %ld, descriptor R to data AR %ld, last data R to TVALID %ld, "
           "tlast to completion AW %ld\n", fetch, read, send, complete);
    h.expect(fetch == 4 && read == 4 && send == 4 && complete == 3, "latency changed");
  }
};

}  // namespace nicdma

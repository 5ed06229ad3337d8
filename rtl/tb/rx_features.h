// SPDX-License-Identifier: Apache-2.0
// Smoke tests of what completions say and of frames in several buffers. Part of rx_tb.cpp.
#pragma once

/// Frames with all headers in one queue each, checked to the byte.
static Config withHeaders(uint64_t seed) {
  Config c = base(seed);
  c.headers = c.strict = c.randomOffset = c.outOfOrder = true;
  c.queues = NICDMA_QUEUES;
  c.lengthMin = 14, c.lengthMax = 300;
  c.latencyMin = 0, c.latencyMax = 40;
  c.gapPercent = 10;
  return c;
}

static bool features(int bug, uint64_t seed, bool quiet) {
  bool good = true;
  auto run = [&](const char* name, Config c) { good = good && runOne(name, c, bug, quiet); };
  {
    Config c = withHeaders(seed + 20);
    c.frames = 2000;
    run("all headers", c);
    c.badPercent = 20, c.mayDrop = true;
    run("all headers, bad frames between", c);
    c.badPercent = 0, c.gapPercent = 0, c.paced = false, c.policy = 1, c.lengthMax = 2000;
    c.slowDriver = true, c.ringLog2 = 4, c.cqLog2 = 5, c.frames = 1000;
    run("all headers, drops between", c);
  }
  {
    Config c = withHeaders(seed + 21);
    c.maxBuffers = 8, c.bufMin = 1, c.bufBytes = 90, c.lengthMin = 1, c.lengthMax = 400;
    c.frames = 1500, c.stallPercent = 20;
    run("buffers of 1..90 bytes", c);
    c.bufMin = 50, c.bufBytes = 700, c.lengthMax = 3000, c.maxBuffers = 5, c.frames = 600;
    run("buffers of 50..700 bytes", c);
  }
  {
    Config c = withHeaders(seed + 22);
    c.headers = c.randomOffset = false, c.queues = 1;
    c.sweepOffset = c.sweepLength = true, c.stallPercent = 0, c.gapPercent = 0;
    c.maxBuffers = 4, c.bufMin = c.bufBytes = 64, c.lengthMin = 60, c.lengthMax = 200;
    c.frames = 67 * 141;
    run("every boundary, every offset", c);
  }
  {
    Config c = withHeaders(seed + 23);
    c.maxBuffers = 4, c.hdrPercent = 70, c.bufMin = 20, c.bufBytes = 300, c.frames = 2500;
    run("header split", c);
    c.hdrPercent = 100, c.bufMin = c.bufBytes = 256, c.lengthMax = 1200, c.mayDrop = true;
    c.badPercent = 10, c.frames = 1000;
    run("header split, bad frames between", c);
  }
  {
    Config c = withHeaders(seed + 24);
    c.maxBuffers = 3, c.bufMin = 90, c.bufBytes = 150, c.hdrPercent = 30, c.lengthMin = 60;
    c.lengthMax = 500, c.errorPercent = 8, c.latencyMin = 20, c.latencyMax = 200;
    run("errors in some buffers", c);
  }
  {
    Config c = withHeaders(seed + 25);
    c.maxBuffers = 8, c.bufMin = 40, c.bufBytes = 100, c.lengthMax = 500, c.slowDriver = true;
    c.ringLog2 = 2, c.cqLog2 = 3, c.frames = 700, c.latencyMax = 15;
    run("ring of 4, frames of 1..4", c);
    c.ringLog2 = 4, c.cqLog2 = 1;
    run("completion ring of 2", c);
    c.cqLog2 = 4, c.policy = 1, c.mayDrop = true, c.paced = false, c.frames = 3000;
    run("several buffers, drops", c);
    c.policy = 2 | 200 << 8;
    run("several buffers, wait 200", c);
  }
  return good;
}

/// One queue, frames of three buffers, rings of 128.
static Config threeBuffers(uint64_t seed) {
  Config c = base(seed);
  c.maxBuffers = 4, c.bufMin = c.bufBytes = 128, c.lengthMin = 300, c.lengthMax = 380;
  c.frames = 100, c.paced = false, c.mayDrop = true;
  return c;
}

static bool directedFeatures(int bug, uint64_t seed, bool quiet) {
  bool good = true;
  auto run = [&](const char* name, Config c, Script s) {
    good = good && directed(name, c, bug, quiet, s);
  };
  Config c = base(seed);
  c.frames = 0;
  run("registers of the features", c, [](Host<Vmodel>& h) {
    h.expect((h.read(0x0C) >> 16 & 0xFF) == NICDMA_CPL, "CAP1 CplBytes");
    uint32_t frags = h.read(0xB0) & 0xFF;
    h.write(0x0800C, 4);
    h.spin(1000);
    h.write(0x08008, 7 | (frags + 1) << 8, true);
    h.write(0x08008, 7 | frags << 8);
    h.expect(h.read(0x08008) == (7 | frags << 8), "RXQ_CFG reads back");
    h.write(0x084, 5);
    h.write(0x080, 0xFFFFFFF0);
    uint32_t low = h.read(0x080), high = h.read(0x084), high2 = h.read(0x084);
    h.expect(high == (low < 0xFFFFFFF0 ? 6u : 5u) && high2 == high, "TS_HI latched by TS_LO");
    h.expect(h.read(0x088) == 0x04000000, "TS_INC after reset");
    h.write(0x088, 0x01800000);                    // 1.5 ns
    uint64_t c0 = h.cycles;
    uint32_t t0 = h.read(0x080);
    uint64_t c1 = h.cycles;
    h.spin(1000);
    uint32_t t1 = h.read(0x080);
    h.expect(c1 > c0 && t1 - t0 >= 1500 && t1 - t0 < 1520, "TS_INC in 8.24");
    h.read(0x08C, true);
  });
  run("zero-length second buffer", threeBuffers(seed), [](Host<Vmodel>& h) {
    h.checkFrames = false;
    h.corruptDescriptor(0, 91, false, true);       // second buffer of frame 30
    h.run();
    h.expect(h.errors[9] == 1 && h.errors[0] == 99, "zero-length second buffer");
    h.checkCounters();
  });
  run("stale third buffer", threeBuffers(seed), [](Host<Vmodel>& h) {
    h.checkFrames = false;
    h.corruptDescriptor(0, 92, true, false);
    h.run();
    h.expect(h.errors[6] == 1 && h.errors[0] == 30, "stale third buffer");
    h.expect((h.read(0x08010) & 0xF7) == 0x65, "queue not halted");
    h.restartQueue(0);
    h.checkCounters();
    h.expect(h.read(0x038) >= (h.read(0x028) >> 16) - 1, "cells lost");
  });
  run("reset under several buffers", threeBuffers(seed), [](Host<Vmodel>& h) {
    h.checkFrames = false;
    h.stopSource = false;
    for (int i = 0; i < 3; ++i) {
      h.spin(400 + 37 * i);
      h.restartQueue(0);
    }
    h.run();
    h.expect(h.read(0x02C) == 0, "frames pending");
    h.expect(h.read(0x038) >= (h.read(0x028) >> 16) - 1, "cells lost");
    h.checkCounters();
  });
  {
    Config full = threeBuffers(seed);
    full.lengthMin = full.lengthMax = 1500, full.bufMin = full.bufBytes = 512, full.frames = 500;
    full.randomOffset = true;
    run("no idle W cycle between buffers", full, [](Host<Vmodel>& h) {
      h.run();
      h.expect(h.wBeats * 1000 >= (h.lastW - h.firstW + 1) * 995, "idle W cycles");
    });
  }
  if (NICDMA_QUEUES > 1) {
    Config few = withHeaders(seed);
    few.maxBuffers = 4, few.bufMin = few.bufBytes = 100, few.lengthMin = 250, few.lengthMax = 290;
    few.frames = 400, few.ringLog2 = 3, few.cqLog2 = 3, few.policy = 3;
    few.mayDrop = true, few.paced = false, few.gapPercent = 60;
    run("too few descriptors for a frame", few, [](Host<Vmodel>& h) {
      // queue 1 never gets more than the first 8: two frames of three, then two are left
      h.holdQueue = 1;
      h.stopSource = false;
      h.spin(12000);
      h.expect(h.read64(0x2040) == 2, "queue 1 delivers what fits");
      h.expect((h.read(0x8050) & 8) != 0, "queue 1 is starved");
      h.expect(h.read64(0x2000) > 20, "other queues do not flow");
      h.holdQueue = ~0u;
      h.refill(1);
      h.spin(12000);
      h.expect(h.read64(0x2040) > 3, "queue 1 does not go on");
    });
  }
  return good;
}

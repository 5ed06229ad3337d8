// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/**
 * Offsets in bytes of {@code nc_control} in {@code model_abi.h}, the memory that Java and the
 * native time loop share; machine byte order.
 *
 * <pre>
 *      0 now_ps       8 fired_clocks     16 stop_rise           20 stop_fall
 *     24 stop_ro     28 dirty            32 watch_words         36 log_stored
 *     40 stop_count  44 rise_only        48 halting             52 stop_next_step
 *     56 observed_n  60 stop_obs_rise    64 stop_obs_fall       68 range_count
 *     72 fired_obs   80 shadow_bytes        84 stop_idle
 *     96 fired_watches[16]   224 watch_active[16]   352 watches[1024] of 16
 *  16736 clocks[32] of 80  19296 observed[32] of 32  20320 ranges[256] of 8
 * </pre>
 */
final class ControlLayout {
  static final int NOW_PS = 0;
  static final int FIRED_CLOCKS = 8;
  static final int STOP_RISE = 16;
  static final int STOP_FALL = 20;
  static final int STOP_READ_ONLY = 24;
  static final int DIRTY = 28;
  static final int WATCH_WORDS = 32;
  static final int LOG_STORED = 36;
  static final int STOP_COUNT = 40;
  static final int RISE_ONLY = 44;
  static final int HALTING = 48;
  static final int STOP_NEXT_STEP = 52;
  static final int OBSERVED_COUNT = 56;
  static final int STOP_OBSERVED_RISE = 60;
  static final int STOP_OBSERVED_FALL = 64;
  static final int RANGE_COUNT = 68;
  static final int FIRED_OBSERVED = 72;
  static final int SHADOW_BYTES = 80;
  static final int STOP_IDLE = 84;
  static final int FIRED_WATCHES = 96;
  static final int WATCH_ACTIVE = 224;
  static final int WATCHES = 352;
  static final int WATCH_BYTES = 16;
  static final int MAX_WATCHES = 1024;

  static final int CLOCKS = WATCHES + MAX_WATCHES * WATCH_BYTES;
  static final int CLOCK_BYTES = 80;
  static final int MAX_CLOCKS = 32;
  static final int NEXT_PS = 0;
  static final int HIGH_PS = 8;
  static final int LOW_PS = 16;
  static final int IDEAL_PS = 24;
  static final int JITTER_PS = 32;
  static final int RESTART_PS = 40;
  static final int SEED = 48;
  static final int EDGES = 56;
  static final int STOP_AT = 64;
  static final int LEVEL = 72;

  static final int OBSERVED = CLOCKS + MAX_CLOCKS * CLOCK_BYTES;
  static final int OBSERVED_BYTES = 32;
  static final int MAX_OBSERVED = 32;
  static final int RISES = 0;
  static final int LAST_RISE_PS = 8;
  static final int PERIOD_PS = 16;
  static final int OBSERVED_OFFSET = 24;
  static final int OBSERVED_LEVEL = 28;

  static final int RANGES = OBSERVED + MAX_OBSERVED * OBSERVED_BYTES;
  static final int RANGE_BYTES = 8;
  static final int MAX_RANGES = 256;

  private ControlLayout() {}

  static int clock(int id, int field) {
    return CLOCKS + id * CLOCK_BYTES + field;
  }

  static int observed(int id, int field) {
    return OBSERVED + id * OBSERVED_BYTES + field;
  }
}

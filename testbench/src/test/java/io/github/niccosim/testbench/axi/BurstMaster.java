// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Simulation;

/** Program the {@code axi_burst_master} design: one call per burst. */
final class BurstMaster {

  /** Values of {@code cmd_strb_i}. */
  static final int STROBES_LEGAL = 0;

  static final int STROBES_SOME = 1;
  static final int STROBES_ALL = 2;
  static final int STROBES_NONE = 3;

  /** Values of {@code cmd_last_i}. */
  static final int LAST_OK = 0;

  static final int LAST_EARLY = 1;
  static final int LAST_LATE = 2;

  /**
   * One burst as the design is told it.
   *
   * @param seed the design makes data and strobes from it
   */
  record Command(
      boolean write,
      int id,
      long addr,
      int len,
      int size,
      int burst,
      int user,
      int seed,
      int strobes,
      int last) {

    static Command write(int id, long addr, int len, int size) {
      return new Command(true, id, addr, len, size, AxiBurst.INCR, 0, id + 7, 0, 0);
    }

    static Command read(int id, long addr, int len, int size) {
      return new Command(false, id, addr, len, size, AxiBurst.INCR, 0, 0, 0, 0);
    }

    Command withUser(int value) {
      return new Command(write, id, addr, len, size, burst, value, seed, strobes, last);
    }

    Command withBurst(int value) {
      return new Command(write, id, addr, len, size, value, user, seed, strobes, last);
    }

    Command withStrobes(int value) {
      return new Command(write, id, addr, len, size, burst, user, seed, value, last);
    }

    Command withLast(int value) {
      return new Command(write, id, addr, len, size, burst, user, seed, strobes, value);
    }

    Command withSeed(int value) {
      return new Command(write, id, addr, len, size, burst, user, value, strobes, last);
    }
  }

  private final Simulation sim;
  private final Clock clock;
  private final Signal ready;

  BurstMaster(Simulation sim, Clock clock) {
    this.sim = sim;
    this.clock = clock;
    this.ready = sim.signal("cmd_ready_o");
    sim.signal("bready_i").set(1);
    sim.signal("rready_i").set(1);
  }

  /** Hand over a command; returns after the edge that took it. */
  void issue(Command command) {
    set("cmd_write_i", command.write() ? 1 : 0);
    set("cmd_id_i", command.id());
    set("cmd_addr_i", command.addr());
    set("cmd_len_i", command.len());
    set("cmd_size_i", command.size());
    set("cmd_burst_i", command.burst());
    set("cmd_user_i", command.user());
    set("cmd_seed_i", Integer.toUnsignedLong(command.seed()));
    set("cmd_strb_i", command.strobes());
    set("cmd_last_i", command.last());
    set("cmd_valid_i", 1);
    clock.until(ready::isHigh);
    set("cmd_valid_i", 0);
  }

  void set(String signal, long value) {
    sim.signal(signal).set(value);
  }

  /** Byte the design writes on a lane of a beat. */
  static byte data(Command command, int beat, int lane) {
    return (byte) (command.seed() + (beat * 31 & 0x1ff) + lane * 7);
  }

  /** Strobe the design drives on a legal lane of a beat in mode {@link #STROBES_SOME}. */
  static boolean someStrobe(Command command, int beat, int lane) {
    return Integer.bitCount((command.seed() >>> ((lane + beat) & 31)) & 0x5) % 2 != 0;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.stream;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hold the signals of one channel with a valid, maybe a ready, and any payload signals.
 *
 * <p>{@code of(sim, "in", "data", "tag")} finds {@code in_valid in_ready in_data in_tag}, each also
 * with suffix {@code _i} or {@code _o}; {@link #ofSignals} takes any names. Payload signals have 1
 * to 64 bits.
 */
public final class ValidReadyBus {
  private final Simulation sim;
  private final String name;
  final Signal valid;
  final @Nullable Signal ready;
  final Signal[] payload;
  private final @Nullable Signal reset;
  private final long resetActiveLevel;

  private ValidReadyBus(
      Simulation sim,
      String name,
      Signal valid,
      @Nullable Signal ready,
      Signal[] payload,
      @Nullable Signal reset,
      long resetActiveLevel) {
    this.sim = sim;
    this.name = name;
    this.valid = valid;
    this.ready = ready;
    this.payload = payload;
    this.reset = reset;
    this.resetActiveLevel = resetActiveLevel;
  }

  /**
   * Find a channel by its prefix.
   *
   * @param sim simulation whose model has the ports
   * @param prefix common prefix without the underscore
   * @param fields names of the payload signals after the prefix, at least one
   * @throws BusException if a port is missing or too wide; {@code ready} may be missing
   */
  public static ValidReadyBus of(Simulation sim, String prefix, String... fields) {
    PortGroup ports = new PortGroup(sim, "valid-ready", prefix);
    List<Signal> payload = new ArrayList<>();
    for (String field : fields) {
      payload.add(ports.require(field));
    }
    return make(sim, prefix, ports.require("valid", 1), ports.find("ready", 1), payload);
  }

  /**
   * Take signals of any name.
   *
   * @param sim simulation whose model has them
   * @param valid path of the valid
   * @param ready path of the ready; empty if every offer is taken
   * @param fields paths of the payload signals, at least one
   * @throws BusException if a width is illegal
   */
  public static ValidReadyBus ofSignals(
      Simulation sim, String valid, String ready, String... fields) {
    List<Signal> payload = new ArrayList<>();
    for (String field : fields) {
      payload.add(sim.signal(field));
    }
    Signal readySignal = ready.isEmpty() ? null : sim.signal(ready);
    return make(sim, valid, sim.signal(valid), readySignal, payload);
  }

  private static ValidReadyBus make(
      Simulation sim, String name, Signal valid, @Nullable Signal ready, List<Signal> payload) {
    if (payload.isEmpty()) {
      throw new BusException(
          "valid-ready channel has no payload: bus=" + name + " (expected: at least one field)");
    }
    for (Signal signal : payload) {
      if (signal.widthBits() > 64) {
        throw new BusException(
            "valid-ready field is too wide: bus=%s field=%s widthBits=%d (expected: 1..64)"
                .formatted(name, signal.path(), signal.widthBits()));
      }
    }
    return new ValidReadyBus(sim, name, valid, ready, payload.toArray(Signal[]::new), null, 0);
  }

  /**
   * Tell every model on this channel about the reset, active low.
   *
   * @param path path of the reset signal
   * @return a copy with the reset
   */
  public ValidReadyBus withReset(String path) {
    return withReset(path, false);
  }

  /**
   * Tell every model on this channel about the reset.
   *
   * @param path path of the reset signal
   * @param activeHigh {@code true} when a 1 resets
   * @return a copy with the reset
   */
  public ValidReadyBus withReset(String path, boolean activeHigh) {
    return new ValidReadyBus(
        sim, name, valid, ready, payload, sim.signal(path), activeHigh ? 1 : 0);
  }

  /** Return the simulation the channel belongs to. */
  public Simulation sim() {
    return sim;
  }

  /** Return the prefix, or the path of the valid. */
  public String name() {
    return name;
  }

  /** Return the number of payload signals. */
  public int fields() {
    return payload.length;
  }

  boolean inReset() {
    Signal signal = reset;
    return signal != null && signal.get() == resetActiveLevel;
  }

  boolean isReady() {
    Signal signal = ready;
    return signal == null || signal.isHigh();
  }

  String describe(long[] values) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < payload.length; i++) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(String.format(Locale.ROOT, "%s=0x%x", payload[i].path(), values[i]));
    }
    return text.toString();
  }
}

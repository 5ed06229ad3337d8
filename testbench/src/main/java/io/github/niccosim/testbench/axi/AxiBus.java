// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.stream.BusException;
import io.github.niccosim.testbench.stream.PortGroup;
import org.jspecify.annotations.Nullable;

/**
 * Hold the signals of one AXI4 port, found by prefix and checked once.
 *
 * <p>A port has a write half (AW, W, B), a read half (AR, R) or both. Required are VALID and READY
 * of each channel, AxADDR, WDATA and RDATA; every other signal may be missing and then has the
 * default of IHI 0022 A10.3: one beat per burst, full width, INCR, ID 0, all strobes, always LAST,
 * OKAY.
 */
public final class AxiBus {

  /** AW or AR. */
  record AddressChannel(
      Signal valid,
      Signal ready,
      Signal addr,
      @Nullable Signal id,
      @Nullable Signal len,
      @Nullable Signal size,
      @Nullable Signal burst,
      @Nullable Signal lock,
      @Nullable Signal cache,
      @Nullable Signal prot,
      @Nullable Signal qos,
      @Nullable Signal region,
      @Nullable Signal user) {}

  /** W. */
  record WriteDataChannel(
      Signal valid,
      Signal ready,
      Signal data,
      @Nullable Signal strb,
      @Nullable Signal last,
      @Nullable Signal user) {}

  /** B. */
  record WriteResponseChannel(
      Signal valid, Signal ready, @Nullable Signal id, @Nullable Signal resp) {}

  /** R. */
  record ReadDataChannel(
      Signal valid,
      Signal ready,
      Signal data,
      @Nullable Signal id,
      @Nullable Signal resp,
      @Nullable Signal last) {}

  /** The write half. */
  private record WriteHalf(AddressChannel aw, WriteDataChannel w, WriteResponseChannel b) {}

  /** The read half. */
  private record ReadHalf(AddressChannel ar, ReadDataChannel r) {}

  private final Simulation sim;
  private final String prefix;
  private final int dataBytes;
  private final @Nullable WriteHalf write;
  private final @Nullable ReadHalf read;
  private final @Nullable Signal reset;
  private final long resetActiveLevel;

  private AxiBus(
      Simulation sim,
      String prefix,
      int dataBytes,
      @Nullable WriteHalf write,
      @Nullable ReadHalf read,
      @Nullable Signal reset,
      long resetActiveLevel) {
    this.sim = sim;
    this.prefix = prefix;
    this.dataBytes = dataBytes;
    this.write = write;
    this.read = read;
    this.reset = reset;
    this.resetActiveLevel = resetActiveLevel;
  }

  /**
   * Find a port by its prefix.
   *
   * @param sim simulation whose model has the port
   * @param prefix common prefix of the signals without the underscore, such as {@code m_axi}; each
   *     signal may carry a suffix {@code _i} or {@code _o}
   * @return the port, without reset
   * @throws BusException if neither half exists, a required signal is missing or a width is illegal
   */
  public static AxiBus of(Simulation sim, String prefix) {
    PortGroup ports = new PortGroup(sim, "axi", prefix);
    boolean hasWrite = ports.find("awvalid") != null;
    boolean hasRead = ports.find("arvalid") != null;
    if (!hasWrite && !hasRead) {
      ports.require("awvalid");
    }
    WriteHalf write = hasWrite ? writeHalf(ports) : null;
    ReadHalf read = hasRead ? readHalf(ports) : null;
    int writeBytes = write == null ? 0 : write.w().data().widthBits() / 8;
    int readBytes = read == null ? 0 : read.r().data().widthBits() / 8;
    if (writeBytes != 0 && readBytes != 0 && writeBytes != readBytes) {
      throw new BusException(
          ("axi data widths differ: bus=%s wdataBits=%d rdataBits=%d"
                  + " (expected: the same width | hint: attach the halves as two buses)")
              .formatted(prefix, writeBytes * 8, readBytes * 8));
    }
    return new AxiBus(sim, prefix, Math.max(writeBytes, readBytes), write, read, null, 0);
  }

  /**
   * Tell every model on this port about the reset, active low.
   *
   * @param path path of the reset signal, such as {@code rst_ni}
   * @return a copy of this port with the reset
   */
  public AxiBus withReset(String path) {
    return withReset(path, false);
  }

  /**
   * Tell every model on this port about the reset.
   *
   * @param path path of the reset signal
   * @param activeHigh {@code true} when a 1 resets
   * @return a copy of this port with the reset
   */
  public AxiBus withReset(String path, boolean activeHigh) {
    return new AxiBus(sim, prefix, dataBytes, write, read, sim.signal(path), activeHigh ? 1 : 0);
  }

  private static WriteHalf writeHalf(PortGroup ports) {
    Signal data = ports.requireData("wdata", 8, 1024);
    Signal id = ports.find("awid");
    return new WriteHalf(
        addressChannel(ports, "aw", id),
        new WriteDataChannel(
            ports.require("wvalid", 1),
            ports.require("wready", 1),
            data,
            ports.find("wstrb", data.widthBits() / 8),
            ports.find("wlast", 1),
            ports.find("wuser")),
        new WriteResponseChannel(
            ports.require("bvalid", 1),
            ports.require("bready", 1),
            sameWidth(ports, "bid", id),
            ports.find("bresp", 2)));
  }

  private static ReadHalf readHalf(PortGroup ports) {
    Signal id = ports.find("arid");
    return new ReadHalf(
        addressChannel(ports, "ar", id),
        new ReadDataChannel(
            ports.require("rvalid", 1),
            ports.require("rready", 1),
            ports.requireData("rdata", 8, 1024),
            sameWidth(ports, "rid", id),
            ports.find("rresp", 2),
            ports.find("rlast", 1)));
  }

  private static AddressChannel addressChannel(
      PortGroup ports, String channel, @Nullable Signal id) {
    Signal addr = ports.require(channel + "addr");
    checkAtMost(ports, channel + "addr", addr, 64);
    checkAtMost(ports, channel + "id", id, 32);
    Signal user = ports.find(channel + "user");
    checkAtMost(ports, channel + "user", user, 64);
    return new AddressChannel(
        ports.require(channel + "valid", 1),
        ports.require(channel + "ready", 1),
        addr,
        id,
        ports.find(channel + "len", 8),
        ports.find(channel + "size", 3),
        ports.find(channel + "burst", 2),
        ports.find(channel + "lock", 1),
        ports.find(channel + "cache", 4),
        ports.find(channel + "prot", 3),
        ports.find(channel + "qos", 4),
        ports.find(channel + "region", 4),
        user);
  }

  private static @Nullable Signal sameWidth(PortGroup ports, String name, @Nullable Signal id) {
    Signal signal = ports.find(name);
    if (id != null && signal != null && signal.widthBits() != id.widthBits()) {
      throw ports.wrongWidth(name, signal, "%d as the request's id".formatted(id.widthBits()));
    }
    return signal;
  }

  private static void checkAtMost(
      PortGroup ports, String name, @Nullable Signal signal, int maxBits) {
    if (signal != null && signal.widthBits() > maxBits) {
      throw ports.wrongWidth(name, signal, "1..%d".formatted(maxBits));
    }
  }

  /**
   * Return the simulation the port belongs to.
   *
   * @return simulation given to {@link #of}
   */
  public Simulation sim() {
    return sim;
  }

  /**
   * Return the prefix.
   *
   * @return prefix given to {@link #of}
   */
  public String prefix() {
    return prefix;
  }

  /**
   * Return the width of the data bus.
   *
   * @return bytes, 1..128
   */
  public int dataBytes() {
    return dataBytes;
  }

  /**
   * Say whether the port has AW, W and B.
   *
   * @return {@code true} when it can write
   */
  public boolean hasWrite() {
    return write != null;
  }

  /**
   * Say whether the port has AR and R.
   *
   * @return {@code true} when it can read
   */
  public boolean hasRead() {
    return read != null;
  }

  /**
   * Say whether requests carry a user value.
   *
   * @return {@code true} when each existing half has AWUSER or ARUSER
   */
  public boolean hasUser() {
    return (write == null || write.aw().user() != null)
        && (read == null || read.ar().user() != null);
  }

  /** Say whether the port is in reset now. */
  boolean inReset() {
    Signal signal = reset;
    return signal != null && signal.get() == resetActiveLevel;
  }

  AddressChannel aw() {
    return half(write).aw();
  }

  WriteDataChannel w() {
    return half(write).w();
  }

  WriteResponseChannel b() {
    return half(write).b();
  }

  AddressChannel ar() {
    return half(read).ar();
  }

  ReadDataChannel r() {
    return half(read).r();
  }

  private <T> T half(@Nullable T half) {
    if (half == null) {
      throw new BusException(
          "axi port has only one half: bus=%s (hint: ask hasWrite() and hasRead() first)"
              .formatted(prefix));
    }
    return half;
  }

  /** Read an optional signal. */
  static long read(@Nullable Signal signal, long absent) {
    return signal == null ? absent : signal.get();
  }

  /** Write an optional signal. */
  static void drive(@Nullable Signal signal, long value) {
    if (signal != null) {
      signal.set(value);
    }
  }
}

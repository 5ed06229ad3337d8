// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Hold every setting of a run, checked; immutable.
 *
 * <p>The defaults are those of {@code cosim run} without arguments: 2000 frames of IMIX at 10
 * Gbit/s over 4 queues, 250 MHz, 128-bit data, non-coherent memory answering after 100 cycles.
 *
 * @param capture capture file to send, {@code null} for generated traffic
 * @param traffic profile of generated traffic
 * @param frames number of frames to send, 1..10^12; 0 means all of a capture, 2000 generated ones
 * @param queues receive queues, 1..16
 * @param dataWidthBits width of AXI and AXI-Stream data: 64, 128, 256 or 512
 * @param ringEntries descriptors per ring, a power of two 2..4096
 * @param pagePoolSize capacity of each pool's ring in pages, 1..32768; 0 sizes it by the ring
 * @param offsetBytes where the device writes in a buffer, 0..65535
 * @param maxLenBytes {@code max_len} of each pool, 1..65535; 0 means the buffer behind the offset
 * @param syncDevice whether pools sync pages for the device
 * @param memory what lies between CPU and memory
 * @param memoryLatencyCycles cycles memory takes to answer, 0..100000
 * @param wireGbps wire rate in Gbit/s, 0.001..1000
 * @param clockMhz clock of the NIC in MHz, 1..2000
 * @param napiBudget completions per poll, 1..1024
 * @param moderationFrames completions until an interrupt, 1..255
 * @param moderationCycles cycles until an interrupt for fewer, 0..65535; 0 interrupts at once
 * @param allowDrops whether frames lost for want of descriptors or buffer are no failure
 * @param seed seed of every choice
 * @param waves whether to write {@code waves.fst}
 * @param mutant number of a deliberate RTL fault, 0 for none, 1..255; needs a mutated build
 * @param output folder for the results; {@code null} writes no file
 */
public record RunParameters(
    @Nullable Path capture,
    TrafficProfile traffic,
    long frames,
    int queues,
    int dataWidthBits,
    int ringEntries,
    int pagePoolSize,
    int offsetBytes,
    int maxLenBytes,
    boolean syncDevice,
    MemoryMode memory,
    int memoryLatencyCycles,
    double wireGbps,
    double clockMhz,
    int napiBudget,
    int moderationFrames,
    int moderationCycles,
    boolean allowDrops,
    long seed,
    boolean waves,
    int mutant,
    @Nullable Path output) {

  /** Frames sent when nothing is said and traffic is generated. */
  public static final long DEFAULT_FRAMES = 2000;

  /** Headroom of a driver without XDP, in bytes. */
  public static final int DEFAULT_OFFSET_BYTES = 64;

  /**
   * Check every value.
   *
   * @throws RunException for the first value out of range
   */
  public RunParameters {
    range("frames", frames, 0, 1_000_000_000_000L);
    range("queues", queues, 1, 16);
    oneOf("data-width", dataWidthBits, 64, 128, 256, 512);
    range("ring", ringEntries, 2, 4096);
    if (Integer.bitCount(ringEntries) != 1) {
      throw RunException.outOfRange("ring", ringEntries, "a power of two, 2..4096");
    }
    range("page-pool-size", pagePoolSize, 0, 32_768);
    range("offset", offsetBytes, 0, 65_535);
    range("max-len", maxLenBytes, 0, 65_535);
    range("mem-latency", memoryLatencyCycles, 0, 100_000);
    range("wire-gbps", wireGbps, 0.001, 1000);
    range("clock-mhz", clockMhz, 1, 2000);
    range("napi-budget", napiBudget, 1, 1024);
    range("irq-frames", moderationFrames, 1, 255);
    range("irq-cycles", moderationCycles, 0, 65_535);
    range("mutant", mutant, 0, 255);
  }

  /** Return a builder with the defaults of {@code cosim run}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Return the clock period in picoseconds, rounded to a whole one. */
  public long clockPeriodPs() {
    return Math.max(2, Math.round(1_000_000 / clockMhz));
  }

  /** Return the number of frames asked for; {@code Long.MAX_VALUE} for all of a capture. */
  public long framesWanted() {
    if (frames > 0) {
      return frames;
    }
    return capture == null ? DEFAULT_FRAMES : Long.MAX_VALUE;
  }

  private static void range(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw RunException.outOfRange(name, value, min + ".." + max);
    }
  }

  private static void range(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw RunException.outOfRange(name, value, number(min) + ".." + number(max));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void oneOf(String name, int value, int... legal) {
    StringBuilder expected = new StringBuilder();
    for (int candidate : legal) {
      if (candidate == value) {
        return;
      }
      expected.append(expected.isEmpty() ? "" : "|").append(candidate);
    }
    throw RunException.outOfRange(name, value, expected.toString());
  }

  /** Collects settings; {@link #build()} checks them. */
  public static final class Builder {
    private @Nullable Path capture;
    private TrafficProfile traffic = TrafficProfile.IMIX;
    private long frames;
    private int queues = 4;
    private int dataWidthBits = 128;
    private int ringEntries = 256;
    private int pagePoolSize;
    private int offsetBytes = DEFAULT_OFFSET_BYTES;
    private int maxLenBytes;
    private boolean syncDevice = true;
    private MemoryMode memory = MemoryMode.NONCOHERENT;
    private int memoryLatencyCycles = 100;
    private double wireGbps = 10;
    private double clockMhz = 250;
    private int napiBudget = 64;
    private int moderationFrames = 16;
    private int moderationCycles = 500;
    private boolean allowDrops;
    private long seed = 1;
    private boolean waves;
    private int mutant;
    private @Nullable Path output;

    private Builder() {}

    /** Send a capture file instead of generated traffic. */
    public Builder capture(@Nullable Path value) {
      capture = value;
      return this;
    }

    /** Set the profile of generated traffic. */
    public Builder traffic(TrafficProfile value) {
      traffic = value;
      return this;
    }

    /** Set the number of frames; 0 means all of a capture or 2000 generated ones. */
    public Builder frames(long value) {
      frames = value;
      return this;
    }

    /** Set the number of receive queues, 1..16. */
    public Builder queues(int value) {
      queues = value;
      return this;
    }

    /** Set the data width in bits: 64, 128, 256 or 512. */
    public Builder dataWidth(int bits) {
      dataWidthBits = bits;
      return this;
    }

    /** Set the descriptors per ring, a power of two 2..4096. */
    public Builder ring(int entries) {
      ringEntries = entries;
      return this;
    }

    /** Set the capacity of each pool's ring in pages; 0 sizes it by the descriptor ring. */
    public Builder pagePoolSize(int pages) {
      pagePoolSize = pages;
      return this;
    }

    /** Set where the device writes in a buffer. */
    public Builder offset(int bytes) {
      offsetBytes = bytes;
      return this;
    }

    /** Set {@code max_len} of each pool; 0 means the buffer behind the offset. */
    public Builder maxLen(int bytes) {
      maxLenBytes = bytes;
      return this;
    }

    /** Set whether pools sync pages for the device. */
    public Builder syncDevice(boolean value) {
      syncDevice = value;
      return this;
    }

    /** Set what lies between CPU and memory. */
    public Builder memory(MemoryMode value) {
      memory = value;
      return this;
    }

    /** Set the cycles memory takes to answer. */
    public Builder memoryLatency(int cycles) {
      memoryLatencyCycles = cycles;
      return this;
    }

    /** Set the wire rate in Gbit/s. */
    public Builder wireGbps(double value) {
      wireGbps = value;
      return this;
    }

    /** Set the clock of the NIC in MHz. */
    public Builder clockMhz(double value) {
      clockMhz = value;
      return this;
    }

    /** Set the completions handled per poll. */
    public Builder napiBudget(int value) {
      napiBudget = value;
      return this;
    }

    /** Set after how many completions, or how many cycles with fewer, an interrupt comes. */
    public Builder moderation(int frameCount, int cycles) {
      moderationFrames = frameCount;
      moderationCycles = cycles;
      return this;
    }

    /** Set whether frames lost for want of descriptors or buffer are no failure. */
    public Builder allowDrops(boolean value) {
      allowDrops = value;
      return this;
    }

    /** Set the seed of every choice. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Set whether to write waveforms. */
    public Builder waves(boolean value) {
      waves = value;
      return this;
    }

    /** Choose a deliberate RTL fault; 0 for none. */
    public Builder mutant(int value) {
      mutant = value;
      return this;
    }

    /** Set the folder for results; {@code null} writes no file. */
    public Builder output(@Nullable Path folder) {
      output = folder;
      return this;
    }

    /**
     * Check and return the parameters.
     *
     * @return the parameters
     * @throws RunException for the first value out of range
     */
    public RunParameters build() {
      return new RunParameters(
          capture,
          traffic,
          frames,
          queues,
          dataWidthBits,
          ringEntries,
          pagePoolSize,
          offsetBytes,
          maxLenBytes,
          syncDevice,
          memory,
          memoryLatencyCycles,
          wireGbps,
          clockMhz,
          napiBudget,
          moderationFrames,
          moderationCycles,
          allowDrops,
          seed,
          waves,
          mutant,
          output);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.testbench.sim.Clock;
import io.github.niccosim.testbench.sim.Registration;
import io.github.niccosim.testbench.stream.BusException;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Watch an AXI4 port, between whatever master and slave, and hold both to the {@link AxiRule}s.
 *
 * <p>Only reads. An idle port costs the read of five VALIDs per cycle. One callback per rising edge
 * sees the same pre-edge values as the registers of the design. A violation is collected, or, with
 * {@link Options#failFast()}, thrown as {@link AxiProtocolException} out of the simulation.
 */
public final class AxiProtocolChecker implements AutoCloseable {

  /**
   * Say how strict a checker is.
   *
   * @param failFast {@code true} to throw at the first violation, {@code false} to collect
   * @param maxOutstandingWrites limit of rule {@link AxiRule#AW_OUTSTANDING}, 1 or more
   * @param maxOutstandingReads limit of rule {@link AxiRule#AR_OUTSTANDING}, 1 or more
   * @param legalUser accepts the legal AxUSER values, or {@code null} to accept all
   */
  public record Options(
      boolean failFast,
      int maxOutstandingWrites,
      int maxOutstandingReads,
      @Nullable LongPredicate legalUser) {

    /**
     * Throw at the first violation; no limit on bursts in flight and user values.
     *
     * @return the strict options
     */
    public static Options strict() {
      return new Options(true, Integer.MAX_VALUE, Integer.MAX_VALUE, null);
    }

    /**
     * Collect violations; no limit on bursts in flight and user values.
     *
     * @return the collecting options
     */
    public static Options collecting() {
      return new Options(false, Integer.MAX_VALUE, Integer.MAX_VALUE, null);
    }

    /**
     * Limit the bursts in flight, normally to the documented maximum of the design.
     *
     * @param writes AW handshakes without B, 1 or more
     * @param reads AR handshakes without last R, 1 or more
     * @return a changed copy
     */
    public Options withMaxOutstanding(int writes, int reads) {
      return new Options(failFast, writes, reads, legalUser);
    }

    /**
     * Require AWUSER and ARUSER and hold them to a set of values.
     *
     * @param legal accepts the legal values
     * @return a changed copy
     */
    public Options withUser(LongPredicate legal) {
      return new Options(failFast, maxOutstandingWrites, maxOutstandingReads, legal);
    }
  }

  private final ViolationLog log;
  private final AxiBus bus;
  private final @Nullable WriteWatch write;
  private final @Nullable ReadWatch read;
  private final Registration registration;
  private long cycle;
  private boolean wasInReset;

  /**
   * Attach a checker to a port and begin with the next rising edge.
   *
   * @param clock clock of the port
   * @param bus port to watch
   * @param options strictness
   * @throws BusException if user values are to be checked and the port has none
   */
  public AxiProtocolChecker(Clock clock, AxiBus bus, Options options) {
    if (options.legalUser() != null && !bus.hasUser()) {
      throw new BusException(
          "axi port has no user signals: bus=%s (expected: awuser and aruser)"
              .formatted(bus.prefix()));
    }
    this.log = new ViolationLog(bus.prefix(), bus.sim()::timePs, options.failFast());
    this.bus = bus;
    this.write = bus.hasWrite() ? new WriteWatch(log, bus, options) : null;
    this.read = bus.hasRead() ? new ReadWatch(log, bus, options) : null;
    this.registration = clock.onRisingEdge(this::onEdge);
  }

  private void onEdge() {
    log.atCycle(++cycle);
    boolean inReset = bus.inReset();
    WriteWatch writeWatch = write;
    ReadWatch readWatch = read;
    if (writeWatch != null) {
      if (inReset) {
        writeWatch.inReset(wasInReset);
      } else {
        writeWatch.onEdge();
      }
    }
    if (readWatch != null) {
      if (inReset) {
        readWatch.inReset(wasInReset);
      } else {
        readWatch.onEdge();
      }
    }
    wasInReset = inReset;
  }

  /**
   * Return the violations seen so far, the first thousand with their text.
   *
   * @return live read-only list in order of time
   */
  public List<AxiViolation> violations() {
    return log.violations();
  }

  /**
   * Return how many violations were seen, also those no longer kept.
   *
   * @return violations
   */
  public long violationCount() {
    return log.count();
  }

  /**
   * Return the write bursts in flight.
   *
   * @return AW handshakes without B
   */
  public int outstandingWrites() {
    WriteWatch watch = write;
    return watch == null ? 0 : watch.outstanding();
  }

  /**
   * Return the read bursts in flight.
   *
   * @return AR handshakes without last R
   */
  public int outstandingReads() {
    ReadWatch watch = read;
    return watch == null ? 0 : watch.outstanding();
  }

  /**
   * Report {@link AxiRule#UNANSWERED} when a burst is still in flight; call it at the end of a
   * test.
   *
   * @throws AxiProtocolException if so and the checker fails fast
   */
  public void checkIdle() {
    WriteWatch watch = write;
    if (outstandingWrites() > 0 || outstandingReads() > 0 || (watch != null && !watch.isIdle())) {
      log.report(
          AxiRule.UNANSWERED,
          write != null ? "bvalid" : "rvalid",
          "writes=%d reads=%d".formatted(outstandingWrites(), outstandingReads()));
    }
  }

  /** Stop watching. */
  @Override
  public void close() {
    registration.close();
  }
}

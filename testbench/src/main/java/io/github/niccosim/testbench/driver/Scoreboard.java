// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.FrameSteering;
import io.github.niccosim.testbench.traffic.RssSteering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compare what the driver delivers with what was sent, per queue, in order, byte by byte.
 *
 * <p>A delivered frame is, in this order: the next expected one; a later one of its queue (those
 * before it were lost, and losses must be counted by the NIC); one passed over before (reordered);
 * one of another queue (misrouted); one delivered already (duplicated); or corrupt. Every frame
 * leaves the books exactly once, so sent = matched + corrupt + lost holds by construction and
 * {@link #lost()} can be held against the drop counters.
 *
 * <p>Memory is bounded: what is expected longer than anything can stay inside the NIC is counted as
 * lost.
 */
public final class Scoreboard implements RxConsumer {

  /** What can be wrong with a delivered frame. */
  public enum Kind {
    /** Some byte or the length differs. */
    CORRUPT,
    /** Right bytes, wrong queue. */
    MISROUTED,
    /** Right bytes, after a younger frame of its queue. */
    REORDERED,
    /** Right bytes, a second time. */
    DUPLICATED,
    /** Right bytes and queue, wrong hash or hash type in the completion. */
    WRONG_HASH
  }

  /**
   * One wrong frame.
   *
   * @param kind what is wrong
   * @param queue queue it was delivered on
   * @param page page frame number of its buffer
   * @param frame number of the sent frame, from 1; 0 when unknown
   * @param firstByte first wrong byte, counted from the start of the buffer; -1 without one
   * @param timePs simulated time of delivery
   * @param message one line in the house's error style
   */
  public record Finding(
      Kind kind, int queue, long page, long frame, long firstByte, long timePs, String message) {}

  /** Findings kept, and the first of each kind; the rest is only counted. */
  public static final int MAX_FINDINGS = 50;

  private static final int HISTORY_FRAMES = 256;

  private final @Nullable FrameSteering steering;
  private final ExpectedFrames[] expected;
  private final ExpectedFrames[] passedOver;
  private final ExpectedFrames[] history;
  private final long[] deliveredByQueue;
  private final long[] counts = new long[Kind.values().length];
  private final List<Finding> findings = new ArrayList<>();
  private long sent;
  private long delivered;
  private long accounted;
  private long failed;

  /**
   * Make an empty scoreboard.
   *
   * @param queues number of receive queues, at least 1
   * @param steering independent computation of the queue; {@code null} expects all frames on queue
   *     0
   * @param maxFrames frames per queue that may be under way at once, at least 1
   * @param maxBytes bytes per queue that may be under way at once, at least 1
   */
  public Scoreboard(int queues, @Nullable FrameSteering steering, int maxFrames, long maxBytes) {
    this.steering = steering;
    this.expected = new ExpectedFrames[queues];
    this.passedOver = new ExpectedFrames[queues];
    this.history = new ExpectedFrames[queues];
    this.deliveredByQueue = new long[queues];
    for (int queue = 0; queue < queues; queue++) {
      expected[queue] = new ExpectedFrames(maxFrames, maxBytes);
      passedOver[queue] = new ExpectedFrames(maxFrames, maxBytes);
      history[queue] = new ExpectedFrames(HISTORY_FRAMES, maxBytes);
    }
  }

  /**
   * Expect a frame that now goes to the NIC.
   *
   * @param frame the frame
   * @return its number, counted from 1
   */
  public long sent(Frame frame) {
    RssSteering.Steered target =
        steering == null
            ? new RssSteering.Steered(RssSteering.HashType.NONE, 0, 0)
            : steering.steer(frame.bytes());
    expected[target.queue()].add(
        new ExpectedFrames.Entry(++sent, frame.bytes(), target.hash(), target.type().ordinal()));
    return sent;
  }

  @Override
  public void delivered(RxFrame frame) {
    delivered++;
    deliveredByQueue[frame.queue]++;
    ExpectedFrames own = expected[frame.queue];
    ExpectedFrames.Entry found = own.takeEqual(frame, passedOver[frame.queue]);
    if (found != null) {
      checkHash(frame, found);
    } else {
      found = searchElsewhere(frame);
      if (found == null) {
        found = corrupt(frame);
      }
    }
    if (found != null) {
      accounted++;
      history[frame.queue].add(found);
    }
  }

  @Override
  public void failed(int queue, RxCompletion completion) {
    failed++;
  }

  private void checkHash(RxFrame frame, ExpectedFrames.Entry entry) {
    if (steering == null || frame.hashType == RxCompletion.NO_HASH_INFORMATION) {
      return;
    }
    if (frame.hash != entry.hash() || frame.hashType != entry.hashType()) {
      report(
          Kind.WRONG_HASH,
          frame,
          entry.number(),
          -1,
          String.format(
              "hash=0x%08x type=%d (expected: hash=0x%08x type=%d)",
              frame.hash, frame.hashType, entry.hash(), entry.hashType()));
    }
  }

  private ExpectedFrames.@Nullable Entry searchElsewhere(RxFrame frame) {
    ExpectedFrames.Entry found = passedOver[frame.queue].removeEqual(frame);
    if (found != null) {
      report(Kind.REORDERED, frame, found.number(), -1, "(expected: order of sending per queue)");
      return found;
    }
    for (int queue = 0; queue < expected.length; queue++) {
      if (queue == frame.queue) {
        continue;
      }
      found = passedOver[queue].removeEqual(frame);
      if (found == null) {
        found = expected[queue].removeEqual(frame);
      }
      if (found != null) {
        report(Kind.MISROUTED, frame, found.number(), -1, "(expected: queue=" + queue + ")");
        return found;
      }
    }
    return null;
  }

  private ExpectedFrames.@Nullable Entry corrupt(RxFrame frame) {
    ExpectedFrames.Entry again = history[frame.queue].findEqual(frame);
    if (again != null) {
      report(Kind.DUPLICATED, frame, again.number(), -1, "(expected: each frame once)");
      return null;
    }
    ExpectedFrames.Entry closest =
        expected[frame.queue].takeClosest(frame, passedOver[frame.queue]);
    if (closest == null) {
      report(Kind.CORRUPT, frame, 0, frame.offsetBytes, "(expected: no frame at all)");
      return null;
    }
    reportDifference(frame, closest);
    return closest;
  }

  private void reportDifference(RxFrame frame, ExpectedFrames.Entry entry) {
    byte[] wanted = entry.bytes();
    int at = Arrays.mismatch(frame.bytes, 0, frame.lengthBytes, wanted, 0, wanted.length);
    String detail =
        at >= frame.lengthBytes || at >= wanted.length
            ? String.format(
                "byte=%d got=%d bytes (expected: %d bytes)", at, frame.lengthBytes, wanted.length)
            : String.format(
                "byte=%d got=0x%02x (expected: 0x%02x | frame of %d bytes)",
                at, frame.bytes[at], wanted[at], wanted.length);
    report(Kind.CORRUPT, frame, entry.number(), frame.offsetBytes + (long) at, detail);
  }

  private void report(Kind kind, RxFrame frame, long number, long firstByte, String detail) {
    counts[kind.ordinal()]++;
    if (findings.size() >= MAX_FINDINGS && counts[kind.ordinal()] > 1) {
      return;
    }
    String text =
        "frame "
            + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
            + ": queue="
            + frame.queue
            + " page=0x"
            + Long.toHexString(frame.page)
            + " frame="
            + number
            + " time_ns="
            + frame.timePs / 1000
            + (firstByte < 0 ? "" : " offset=" + firstByte)
            + " "
            + detail;
    findings.add(new Finding(kind, frame.queue, frame.page, number, firstByte, frame.timePs, text));
  }

  /** Return the number of frames sent. */
  public long sent() {
    return sent;
  }

  /** Return the number of frames delivered, right or wrong. */
  public long delivered() {
    return delivered;
  }

  /**
   * Return the number of frames delivered on a queue.
   *
   * @param queue receive queue
   * @return frames
   */
  public long delivered(int queue) {
    return deliveredByQueue[queue];
  }

  /** Return the number of frames completed with an error. */
  public long failed() {
    return failed;
  }

  /** Return the number of frames sent that no delivery accounts for. */
  public long lost() {
    return sent - accounted;
  }

  /**
   * Return how often something was wrong.
   *
   * @param kind what
   * @return frames
   */
  public long count(Kind kind) {
    return counts[kind.ordinal()];
  }

  /** Return the first findings, in order of delivery; a live view that must not be changed. */
  public List<Finding> findings() {
    return java.util.Collections.unmodifiableList(findings);
  }

  /** Return the number of the oldest frame never delivered, 0 when there is none. */
  public long firstLost() {
    long first = 0;
    for (int queue = 0; queue < expected.length; queue++) {
      for (ExpectedFrames books : List.of(passedOver[queue], expected[queue])) {
        long oldest = books.oldestNumber();
        first = oldest > 0 && (first == 0 || oldest < first) ? oldest : first;
      }
    }
    return first;
  }
}

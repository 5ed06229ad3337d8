// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compare what leaves at the MAC with what was queued: every byte, in order per queue, and complete
 * before its completion.
 *
 * <p>The wire does not say which queue a frame came from, so a frame is looked for at the head of
 * every queue first, then behind it (others before it were lost or overtaken). Contents should
 * therefore differ.
 */
public final class TxScoreboard {

  private record Entry(long number, byte[] bytes) {}

  private static final int MAX_FINDINGS = 50;

  private final List<ArrayDeque<Entry>> queues = new ArrayList<>();
  private final long[] seenByQueue;
  private final long[] lastSeen;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> early = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private long queued;
  private long seen;
  private long seenBytes;
  private long failed;
  private long damaged;

  TxScoreboard(int queueCount) {
    for (int queue = 0; queue < queueCount; queue++) {
      queues.add(new ArrayDeque<>());
    }
    seenByQueue = new long[queueCount];
    lastSeen = new long[queueCount];
  }

  /** Expect a frame; returns its number, counted from 1 over all queues. */
  long queued(int queue, byte[] bytes) {
    queues.get(queue).add(new Entry(++queued, bytes));
    return queued;
  }

  /** Look at a frame that left. */
  void seen(byte[] bytes, boolean bad, long timePs) {
    if (bad) {
      damaged++;
      return;
    }
    seen++;
    seenBytes += bytes.length;
    for (int queue = 0; queue < queues.size(); queue++) {
      Entry head = queues.get(queue).peekFirst();
      if (head != null && Arrays.equals(head.bytes, bytes)) {
        queues.get(queue).removeFirst();
        count(queue, head.number);
        return;
      }
    }
    misplaced(bytes, timePs);
  }

  private void count(int queue, long number) {
    seenByQueue[queue]++;
    lastSeen[queue] = number;
  }

  private void misplaced(byte[] bytes, long timePs) {
    for (int queue = 0; queue < queues.size(); queue++) {
      for (Entry entry : queues.get(queue)) {
        if (Arrays.equals(entry.bytes, bytes)) {
          report("sent frame out of order", queue, entry.number, timePs, "");
          queues.get(queue).remove(entry);
          count(queue, entry.number);
          return;
        }
      }
    }
    Entry closest = closest(bytes);
    String detail = closest == null ? "(expected: no frame at all)" : difference(bytes, closest);
    report("sent frame corrupt", -1, closest == null ? 0 : closest.number, timePs, detail);
  }

  private @Nullable Entry closest(byte[] bytes) {
    Entry best = null;
    long bestEqual = -1;
    for (ArrayDeque<Entry> queue : queues) {
      Entry head = queue.peekFirst();
      long equal = head == null ? -1 : equalBytes(head.bytes, bytes);
      if (equal > bestEqual) {
        best = head;
        bestEqual = equal;
      }
    }
    if (best != null) {
      for (ArrayDeque<Entry> queue : queues) {
        queue.remove(best);
      }
    }
    return best;
  }

  private static long equalBytes(byte[] one, byte[] other) {
    long equal = 0;
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      equal += one[i] == other[i] ? 1 : 0;
    }
    return equal;
  }

  private static String difference(byte[] got, Entry wanted) {
    int at = Arrays.mismatch(got, wanted.bytes);
    return at >= got.length || at >= wanted.bytes.length
        ? "got=" + got.length + " bytes (expected: " + wanted.bytes.length + " bytes)"
        : String.format(
            "byte=%d got=0x%02x (expected: 0x%02x | frame of %d bytes)",
            at, got[at], wanted.bytes[at], wanted.bytes.length);
  }

  private void report(String what, int queue, long number, long timePs, String detail) {
    if (wrong.size() < MAX_FINDINGS) {
      wrong.add(
          what
              + ": queue="
              + queue
              + " frame="
              + number
              + " time_ns="
              + timePs / 1000
              + (detail.isEmpty() ? "" : " " + detail));
    }
  }

  /** A completion says a frame was sent: it must have left by now. */
  void completed(int queue, long number, long timePs) {
    Entry head = queues.get(queue).peekFirst();
    if (head != null && head.number <= number && early.size() < MAX_FINDINGS) {
      early.add(
          "transmit completed before the frame left: queue="
              + queue
              + " frame="
              + number
              + " time_ns="
              + timePs / 1000);
    }
  }

  /** A completion says a frame was not sent: it must not leave any more. */
  void failed(int queue, long number, String error) {
    failed++;
    errors.add(error);
    if (!queues.get(queue).removeIf(entry -> entry.number == number)) {
      early.add(
          "frame left though its completion has an error: queue="
              + queue
              + " frame="
              + number
              + " err="
              + error);
    }
  }

  /** Return how many frames were queued. */
  public long queued() {
    return queued;
  }

  /** Return how many frames left undamaged. */
  public long seen() {
    return seen;
  }

  /** Return the bytes of those. */
  public long seenBytes() {
    return seenBytes;
  }

  /**
   * Return how many frames of a queue left.
   *
   * @param queue transmit queue
   * @return frames
   */
  public long seen(int queue) {
    return seenByQueue[queue];
  }

  /** Return how many frames were completed with an error. */
  public long failed() {
    return failed;
  }

  /** Return how many frames left marked as damaged. */
  public long damaged() {
    return damaged;
  }

  /** Return the names of the errors frames were completed with, in order. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** Return the frames queued that neither left nor failed. */
  public long missing() {
    return queues.stream().mapToLong(ArrayDeque::size).sum();
  }

  /** Return what was wrong with bytes or order, in order of leaving. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Return what was wrong with completions. */
  public List<String> early() {
    return List.copyOf(early);
  }
}

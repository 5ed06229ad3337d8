// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.testbench.driver.Scoreboard.Kind;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.RssSteering;
import io.github.niccosim.testbench.traffic.SampleCapture;
import io.github.niccosim.testbench.traffic.Toeplitz;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {

  private static final int QUEUES = 4;

  private final RssSteering steering =
      new RssSteering(Toeplitz.verificationKey(), RssSteering.roundRobinTable(QUEUES), 0);
  private final Scoreboard board = new Scoreboard(QUEUES, steering, 1000, 1 << 20);
  private final List<Frame> frames = SampleCapture.frames();

  @Test
  void framesInOrderOnTheirQueuesAreRight() {
    send(frames);

    frames.forEach(frame -> deliver(frame, queueOf(frame), frame.bytes()));

    assertThat(board.findings()).isEmpty();
    assertThat(board.lost()).isZero();
    assertThat(board.delivered()).isEqualTo(frames.size());
  }

  @Test
  void firstWrongByteIsNamedWithPageQueueAndOffset() {
    Frame frame = frames.get(1);
    send(List.of(frame));
    byte[] wrong = frame.bytes().clone();
    wrong[17] ^= 0x40;
    wrong[30] ^= 1;

    deliver(frame, 0, wrong);

    assertThat(board.findings().getFirst().message())
        .isEqualTo(
            "frame corrupt: queue=0 page=0x80123 frame=1 time_ns=5 offset=81 byte=17 got=0x40"
                + " (expected: 0x00 | frame of 60 bytes)");
    assertThat(board.findings().getFirst().firstByte()).isEqualTo(64 + 17);
    assertThat(board.lost()).isZero();
  }

  @Test
  void wrongLengthIsCorruption() {
    Frame frame = frames.get(1);
    send(List.of(frame));

    deliver(frame, 0, java.util.Arrays.copyOf(frame.bytes(), 61));

    assertThat(board.findings().getFirst().message())
        .endsWith("byte=60 got=61 bytes (expected: 60 bytes)");
  }

  @Test
  void framesPassedOverAreLostUntilTheyCome() {
    List<Frame> queue = framesOf(1);
    send(queue.subList(0, 3));

    deliver(queue.get(2), 1, queue.get(2).bytes());

    assertThat(board.lost()).isEqualTo(2);
    assertThat(board.firstLost()).isEqualTo(1);
    assertThat(board.findings()).isEmpty();

    deliver(queue.get(0), 1, queue.get(0).bytes());

    assertThat(board.lost()).isEqualTo(1);
    assertThat(board.count(Kind.REORDERED)).isEqualTo(1);
  }

  @Test
  void frameOnAnotherQueueIsMisrouted() {
    Frame frame = framesOf(2).getFirst();
    send(List.of(frame));

    deliver(frame, 3, frame.bytes());

    assertThat(board.count(Kind.MISROUTED)).isEqualTo(1);
    assertThat(board.findings().getFirst().message()).endsWith("(expected: queue=2)");
    assertThat(board.lost()).isZero();
  }

  @Test
  void secondDeliveryIsADuplicate() {
    Frame frame = framesOf(2).getFirst();
    send(List.of(frame));

    deliver(frame, 2, frame.bytes());
    deliver(frame, 2, frame.bytes());

    assertThat(board.count(Kind.DUPLICATED)).isEqualTo(1);
    assertThat(board.count(Kind.CORRUPT)).isZero();
    assertThat(board.lost()).isZero();
  }

  @Test
  void wrongHashIsReportedOnceAndOnlyWhereTheEngineHashes() {
    Frame frame = framesOf(2).getFirst();
    send(List.of(frame, framesOf(2).get(1)));

    RxFrame first = received(frame, 2, frame.bytes());
    first.hash ^= 1;
    board.delivered(first);
    RxFrame second = received(framesOf(2).get(1), 2, framesOf(2).get(1).bytes());
    second.hash = 0;
    second.hashType = RxCompletion.NO_HASH_INFORMATION;
    board.delivered(second);

    assertThat(board.count(Kind.WRONG_HASH)).isEqualTo(1);
  }

  @Test
  void memoryIsBoundedAndWhatFallsOutIsLost() {
    Scoreboard small = new Scoreboard(QUEUES, steering, 8, 1 << 20);
    for (int i = 0; i < 1000; i++) {
      small.sent(frames.get(i % frames.size()));
    }

    assertThat(small.lost()).isEqualTo(1000);
    assertThat(small.sent()).isEqualTo(1000);
  }

  @Test
  void errorCompletionsAreNotDeliveries() {
    send(frames.subList(0, 1));

    board.failed(0, new RxCompletion());

    assertThat(board.failed()).isEqualTo(1);
    assertThat(board.lost()).isEqualTo(1);
  }

  private void send(List<Frame> all) {
    all.forEach(board::sent);
  }

  private void deliver(Frame like, int queue, byte[] bytes) {
    board.delivered(received(like, queue, bytes));
  }

  private RxFrame received(Frame like, int queue, byte[] bytes) {
    RssSteering.Steered steered = steering.steer(like.bytes());
    RxFrame frame = new RxFrame();
    frame.queue = queue;
    frame.page = 0x80123;
    frame.offsetBytes = 64;
    frame.bytes = bytes;
    frame.lengthBytes = bytes.length;
    frame.hash = steered.hash();
    frame.hashType = steered.type().ordinal();
    frame.timePs = 5432;
    return frame;
  }

  private int queueOf(Frame frame) {
    return steering.steer(frame.bytes()).queue();
  }

  private List<Frame> framesOf(int queue) {
    List<Frame> found = new ArrayList<>(frames);
    found.removeIf(frame -> queueOf(frame) != queue);
    return found;
  }
}

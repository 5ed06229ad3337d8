// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private record Packet(int flow, long sequence, byte[] data) {
    static Packet of(int flow, long sequence) {
      return new Packet(flow, sequence, new byte[] {(byte) flow, (byte) sequence, 3, 4});
    }
  }

  private long timePs;
  private final Scoreboard<Packet> board = new Scoreboard<>("rx", () -> timePs);

  @Test
  void equalTransactionsInOrderMatch() {
    for (int i = 0; i < 3; i++) {
      board.expect(Packet.of(1, i));
    }
    for (int i = 0; i < 3; i++) {
      board.actual(Packet.of(1, i));
    }

    board.close();
    assertThat(board.matched()).isEqualTo(3);
  }

  @Test
  void wrongTransactionIsShownFieldByField() {
    timePs = 1000;
    board.expect(new Packet(1, 42, new byte[] {1, 2, 3}));
    timePs = 5000;

    assertThatThrownBy(() -> board.actual(new Packet(1, 43, new byte[] {1, 9, 3})))
        .isInstanceOf(ScoreboardException.class)
        .hasMessage(
            """
            transaction is wrong: board=rx actual=#0 timePs=5000 expected=#0 expectedSincePs=1000
                field      expected           actual
                flow       1                  1
              * sequence   42 (0x2a)          43 (0x2b)
              * data       010203 (3 bytes)   010903 (3 bytes)   first difference at byte 1:\
             expected 02 03, actual 09 03\
            """);
  }

  @Test
  void orderIsAskedByDefault() {
    board.expect(Packet.of(1, 0));
    board.expect(Packet.of(1, 1));

    assertThatThrownBy(() -> board.actual(Packet.of(1, 1))).hasMessageContaining("* sequence");
  }

  @Test
  void keysAreIndependent() {
    board.perKey(Packet::flow);
    board.expect(Packet.of(1, 0));
    board.expect(Packet.of(2, 0));

    board.actual(Packet.of(2, 0));
    board.actual(Packet.of(1, 0));

    board.checkDone();
  }

  @Test
  void windowLetsATransactionOvertakeSoMuchAndNoMore() {
    board.window(3);
    for (int i = 0; i < 4; i++) {
      board.expect(Packet.of(1, i));
    }

    board.actual(Packet.of(1, 2));
    assertThat(board.matched()).isEqualTo(1);

    board.expect(Packet.of(1, 4));
    assertThatThrownBy(() -> board.actual(Packet.of(1, 4)))
        .hasMessageContaining("window=3 (closest shown)");
  }

  @Test
  void transactionNobodyExpectsFails() {
    assertThatThrownBy(() -> board.actual(Packet.of(1, 0)))
        .hasMessageStartingWith(
            "transaction was not expected: board=rx actual=#0 timePs=0 waiting=0 matched=0");
  }

  @Test
  void earlyTransactionWaitsForItsPrediction() {
    board.allowEarly();
    board.actual(Packet.of(1, 0));
    board.actual(Packet.of(1, 1));

    board.expect(Packet.of(1, 0));

    assertThat(board.matched()).isEqualTo(1);
    assertThatThrownBy(() -> board.expect(Packet.of(1, 7))).hasMessageContaining("* sequence");
  }

  @Test
  void leftoversFailWithTheTimeTheyWereFirstSeen() {
    board.allowEarly().perKey(Packet::flow);
    timePs = 700;
    board.expect(Packet.of(1, 5));
    timePs = 900;
    board.actual(Packet.of(2, 6));

    assertThat(board.waiting()).isEqualTo(2);
    assertThatThrownBy(board::close)
        .hasMessage(
            """
            scoreboard has unmatched transactions: board=rx missing=1 notPredicted=1 matched=0
                missing #0 firstSeenPs=700: flow=1 sequence=5 data=01050304 (4 bytes)
                not predicted #0 firstSeenPs=900: flow=2 sequence=6 data=02060304 (4 bytes)\
            """);
  }

  @Test
  void valuesThatAreNoRecordsAreComparedToo() {
    Scoreboard<Long> numbers = new Scoreboard<>("numbers", () -> 0);
    numbers.expect(5L);
    numbers.actual(5L);
    numbers.expect(6L);

    assertThatThrownBy(() -> numbers.actual(7L)).hasMessageContaining("* value");
  }
}

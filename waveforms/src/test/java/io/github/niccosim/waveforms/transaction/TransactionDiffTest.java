// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionDiffTest {
  private static TransactionLog log(long stall, int length, int count) {
    TransactionLog log = new TransactionLog();
    for (int i = 0; i < count; i++) {
      long start = 100L * i + (i > 1 ? stall : 0);
      int bytes = i == 2 ? length : 64;
      log.add("axi write", "write", "id 0", start, start + 50, Attribute.of("bytes", bytes));
    }
    return log;
  }

  @Test
  void oneMoreStallIsNoDifference() {
    assertThat(TransactionDiff.of(log(0, 64, 5), log(40, 64, 5))).isEmpty();
  }

  @Test
  void namesTheTransactionThatDiffersAndThoseThatAreMissing() {
    assertThat(TransactionDiff.of(log(0, 64, 4), log(40, 65, 5)))
        .extracting(TransactionDiff.Difference::toString)
        .containsExactly(
            "axi write: write id 0 #2: bytes=64 | bytes=65",
            "axi write: write id 0 #4: only in the second");
    assertThat(TransactionDiff.of(log(0, 64, 4), log(40, 65, 4)).getFirst().timePsB())
        .isEqualTo(240);
  }
}

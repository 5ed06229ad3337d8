// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.testbench.axi.WriteVisibility;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.TxChecksum;
import io.github.niccosim.testbench.driver.TxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Runs that send, and runs in which the bus does not answer in time. */
enum SendScenario implements Scenario {
  /** Frames from one to eight buffers, two of three with a checksum, memory in no order. */
  GATHER {
    @Override
    NicOutcome run(ModelLibrary library, int mutant) {
      return SendRun.of(library, options(mutant), gathered(120, 3), bench -> {}).outcome();
    }
  },
  /** One queue is reset while nothing is under way; the others send on. */
  RESET_ONE_QUEUE {
    @Override
    NicOutcome run(ModelLibrary library, int mutant) {
      return SendRun.of(library, options(mutant), gathered(30, 3), 3, SendScenario::resetLastQueue)
          .outcome();
    }
  },
  /** Write responses later than TIMEOUT: failed then, and swallowed when they come. */
  LATE_ANSWERS {
    @Override
    NicOutcome run(ModelLibrary library, int mutant) {
      BenchOptions options =
          options(mutant)
              .transmit(0)
              .timing(NicScenario.memory(20).writeVisibility(WriteVisibility.AT_DATA).build());
      NicOutcome outcome =
          NicOutcome.simulate(
              library, options, NicTraffic.mixed(400, 1518, 5), 1, SendScenario::answerLate);
      boolean timedOut =
          outcome.errors().stream().anyMatch(error -> error.error().equals("TIMEOUT"));
      return outcome
          .with("timeouts_reported", timedOut, "no completion says TIMEOUT")
          .without("device_errors", "refill");
    }
  };

  private static final int TIMEOUT_CYCLES = 500;
  private static final int HOLD_CYCLES = 900;
  private static final int LAST_QUEUE = 3;

  abstract NicOutcome run(ModelLibrary library, int mutant);

  @Override
  public List<Check> judge(ModelLibrary library, int mutant) {
    return run(library, mutant).checks();
  }

  static BenchOptions options(int mutant) {
    return new BenchOptions(NicModels.standard())
        .transmit(4)
        .ring(64)
        .timing(NicScenario.memory(60).build())
        .mutant(mutant);
  }

  private static void resetLastQueue(NicBench bench) {
    bench
        .mmio()
        .write(
            NicDmaRegisters.txq(LAST_QUEUE, NicDmaRegisters.RXQ_CTRL),
            NicDmaRegisters.RXQ_CTRL_RESET);
    bench.clock().cycles(200).await();
  }

  private static void answerLate(NicBench bench) {
    bench.mmio().write(NicDmaRegisters.TIMEOUT, TIMEOUT_CYCLES);
    for (int round = 0; round < 3; round++) {
      bench.clock().cycles(300).await();
      bench.slave().holdWriteResponses(true);
      bench.clock().cycles(HOLD_CYCLES).await();
      bench.slave().holdWriteResponses(false);
    }
    bench.runUntilIdle();
    bench.finish();
  }

  static List<TxRequest> gathered(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TxRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] lengths = random.ints(1 + i % 8, 1, 300).toArray();
      lengths[0] += 80;
      TxRequest plain = SendRun.request(random, lengths, random.nextInt(200));
      TxChecksum sum = i % 3 == 0 ? TxChecksum.NONE : new TxChecksum(14 + i % 40, i % 16);
      requests.add(new TxRequest(plain.bytes(), lengths, plain.offsetBytes(), sum));
    }
    return requests;
  }
}

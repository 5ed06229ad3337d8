// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.TxChecksum;
import io.github.niccosim.testbench.driver.TxQueue;
import io.github.niccosim.testbench.driver.TxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One run that sends frames, request i on queue i modulo the queues, every queue from its own task.
 *
 * @param outcome bench and checks
 */
record SendRun(NicOutcome outcome) {

  /** Send on the standard model. */
  static SendRun of(BenchOptions options, List<TxRequest> requests) {
    return of(NicModels.library(NicModels.standard()), options, requests, bench -> {});
  }

  /** Send on a model while {@code meanwhile} looks on and interferes. */
  static SendRun of(
      ModelLibrary library,
      BenchOptions options,
      List<TxRequest> requests,
      Consumer<NicBench> meanwhile) {
    return of(library, options, requests, options.transmitQueues(), meanwhile);
  }

  /** As above; all queues send before {@code meanwhile}, only the first {@code later} after it. */
  static SendRun of(
      ModelLibrary library,
      BenchOptions options,
      List<TxRequest> requests,
      int later,
      Consumer<NicBench> meanwhile) {
    return new SendRun(
        NicOutcome.simulate(
            library,
            options,
            List.of(),
            1,
            bench -> {
              int all = bench.driver().txQueues().size();
              AtomicInteger senders = start(bench, requests, all);
              if (later < all) {
                bench.runUntilIdle(() -> senders.get() == 0);
              }
              meanwhile.accept(bench);
              AtomicInteger more = later < all ? start(bench, requests, later) : senders;
              bench.runUntilIdle(() -> more.get() == 0);
              bench.finish();
            }));
  }

  /** Start one task per queue; returns how many are not done. */
  private static AtomicInteger start(NicBench bench, List<TxRequest> requests, int count) {
    List<TxQueue> queues = bench.driver().txQueues().subList(0, count);
    AtomicInteger running = new AtomicInteger(queues.size());
    for (TxQueue queue : queues) {
      bench
          .sim()
          .daemon(
              "sender " + queue.number(),
              () -> {
                for (int i = queue.number(); i < requests.size(); i += queues.size()) {
                  queue.send(requests.get(i));
                }
                running.decrementAndGet();
              });
    }
    return running;
  }

  /** Return a frame of noise in buffers of these lengths. */
  static TxRequest request(SplittableRandom random, int[] lengths, int offset) {
    byte[] bytes = new byte[java.util.Arrays.stream(lengths).sum()];
    random.nextBytes(bytes);
    return new TxRequest(bytes, lengths, offset, TxChecksum.NONE);
  }

  /** Return frames of random length in one buffer. */
  static List<TxRequest> single(int count, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TxRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(request(random, new int[] {1 + random.nextInt(longest)}, 64));
    }
    return requests;
  }

  /** Return frames of random length in one to four buffers at any offset. */
  static List<TxRequest> mixed(int count, int longest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TxRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int buffers = 1 + random.nextInt(4);
      int[] lengths = random.ints(buffers, 1, longest / buffers + 1).toArray();
      requests.add(request(random, lengths, random.nextInt(256)));
    }
    return requests;
  }

  void assertClean() {
    outcome.assertClean();
  }
}

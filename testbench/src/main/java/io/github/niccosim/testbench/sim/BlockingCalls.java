// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

/** The way from blocking code back into the simulation that waits for it. */
public final class BlockingCalls {
  private final LinkedBlockingQueue<Runnable> requests = new LinkedBlockingQueue<>();

  private BlockingCalls() {}

  /**
   * Run {@code body} in the waiting task and block the calling thread until it has returned.
   *
   * <p>It may wait for triggers: simulated time passes, other tasks run.
   *
   * @param body part of the simulation
   */
  public void run(TaskBody body) {
    call(() -> {
      body.run();
      return true;
    });
  }

  /**
   * Run {@code body} in the waiting task and return its result.
   *
   * @param body part of the simulation
   */
  public <T> T call(Callable<T> body) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    requests.add(() -> {
      try {
        answer.complete(body.call());
      } catch (Throwable e) {
        answer.completeExceptionally(e);
        if (e instanceof TaskCancelled cancelled) {
          throw cancelled;
        }
      }
    });
    return result(answer);
  }

  static <T> T run(Kernel kernel, BlockingBody<T> body) {
    Task self = kernel.checkInTask();
    BlockingCalls calls = new BlockingCalls();
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("blocking-" + self.name())
            .start(() -> {
              try {
                result.complete(body.run(calls));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
              calls.requests.add(() -> {});
            });
    try {
      while (!result.isDone() || !calls.requests.isEmpty()) {
        calls.requests.take().run();
      }
    } catch (InterruptedException e) {
      throw kernel.interrupted("blocking code of task " + self.name());
    } finally {
      thread.interrupt();
    }
    return result(result);
  }

  private static <T> T result(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SimulationException("blocking code was interrupted");
    } catch (ExecutionException e) {
      throw Kernel.<RuntimeException>sneaky(e.getCause() == null ? e : e.getCause());
    }
  }
}

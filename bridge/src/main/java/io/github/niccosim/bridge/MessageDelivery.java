// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hand what a model prints to its consumer, and keep the last {@code $finish}. */
final class MessageDelivery {
  private Consumer<ModelMessage> consumer = MessageDelivery::print;
  private @Nullable ModelMessage finish;
  private boolean running;

  void deliver(ModelMessage message) {
    if (message.severity() == ModelMessage.Severity.FINISH) {
      finish = message;
    }
    boolean outer = running;
    running = true;
    try {
      consumer.accept(message);
    } finally {
      running = outer;
    }
  }

  void to(Consumer<ModelMessage> newConsumer) {
    consumer = newConsumer;
  }

  /** Whether the consumer is on the stack, in the middle of an evaluation. */
  boolean isRunning() {
    return running;
  }

  @Nullable ModelMessage finish() {
    return finish;
  }

  void restoreFinish(@Nullable ModelMessage restored) {
    finish = restored;
  }

  private static void print(ModelMessage message) {
    System.err.println(
        "[%d ps] %s: %s".formatted(message.timePs(), message.severity(), message.text()));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import java.util.List;

/**
 * Hand every frame to several consumers, in order.
 *
 * @param all consumers; may grow
 */
record RxConsumers(List<RxConsumer> all) implements RxConsumer {

  @Override
  public void delivered(RxFrame frame) {
    for (RxConsumer next : all) {
      next.delivered(frame);
    }
  }

  @Override
  public void failed(int queue, RxCompletion completion) {
    for (RxConsumer next : all) {
      next.failed(queue, completion);
    }
  }
}

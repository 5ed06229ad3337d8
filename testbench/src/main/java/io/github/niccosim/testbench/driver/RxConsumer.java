// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/** Receive what the driver delivers: the network stack's place in the model. */
public interface RxConsumer {

  /**
   * Take a frame; called in the queue's NAPI context before its page is recycled.
   *
   * @param frame the frame; valid only during the call
   */
  void delivered(RxFrame frame);

  /**
   * Take note of a frame the NIC completed with an error; its bytes are worthless.
   *
   * @param queue receive queue
   * @param completion completion with its error code
   */
  void failed(int queue, RxCompletion completion);
}

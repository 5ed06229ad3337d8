// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/** Hold one decoded transmit completion, whatever engine wrote it; reused for every one. */
public final class TxCompletion {

  /** What the frame's last descriptor carried. */
  public int cookie;

  /** Bytes handed to the MAC, 0 with an error; -1 when the engine does not say. */
  public int lengthBytes;

  /** Transmit queue the record names. */
  public int queue;

  /** Low 16 bits of the index behind the frame's last descriptor; -1 when it does not say. */
  public int head;

  /** Error code, 0 when the frame was sent. */
  public int errorCode;

  /** Name of the error code for reports. */
  public String errorName = "";

  /** Make an empty completion. */
  public TxCompletion() {}
}

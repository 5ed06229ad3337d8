// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/** Hold one decoded completion, whatever engine wrote it; reused for every completion. */
public final class RxCompletion {

  /** Value of {@link #hashType} for an engine that does not report hashes. */
  public static final int NO_HASH_INFORMATION = -1;

  /** Bytes written to the buffer. */
  public int lengthBytes;

  /** What the descriptor carried as buffer id: the ring slot. */
  public int bufferId;

  /** Receive queue the record names. */
  public int queue;

  /** Error code, 0 when the frame is good. */
  public int errorCode;

  /** Name of the error code for reports. */
  public String errorName = "";

  /** Whether the frame was cut at the buffer's length. */
  public boolean truncated;

  /** RSS hash. */
  public int hash;

  /** What was hashed, numbered as {@code RssSteering.HashType}. */
  public int hashType;

  /** Make an empty completion. */
  public RxCompletion() {}

  /** Say whether the frame arrived whole. */
  public boolean isGood() {
    return errorCode == 0;
  }
}

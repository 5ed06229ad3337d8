// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * One buffer of a frame on its way to an engine.
 *
 * @param busAddress first byte for the device
 * @param lengthBytes bytes to read, 1..65535
 * @param first whether the frame begins here
 * @param last whether the frame ends here
 * @param cookie number to be echoed in the frame's completion, 0..65535
 * @param checksum what to compute; looked at on the first buffer only
 */
public record TxFragment(
    long busAddress,
    int lengthBytes,
    boolean first,
    boolean last,
    int cookie,
    TxChecksum checksum) {}

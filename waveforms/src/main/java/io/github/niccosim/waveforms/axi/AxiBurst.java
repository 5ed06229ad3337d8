// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.axi;

/**
 * One AXI burst; times are clock edges in timescale units, -1 where the trace ends before.
 *
 * @param write write or read
 * @param id identifier, 0 where the port has none
 * @param address first byte
 * @param beats number of transfers the address asks for, 1..256
 * @param beatBytes bytes of a transfer
 * @param requestTicks address valid first
 * @param acceptTicks address accepted
 * @param firstDataTicks first data accepted
 * @param lastDataTicks last data accepted
 * @param responseTicks write response accepted; for a read its last data
 * @param response worst response: 0 OKAY, 1 EXOKAY, 2 SLVERR, 3 DECERR; -1 if there was none
 * @param user user bits of the request, 0 where the port has none
 */
public record AxiBurst(
    boolean write,
    long id,
    long address,
    int beats,
    int beatBytes,
    long requestTicks,
    long acceptTicks,
    long firstDataTicks,
    long lastDataTicks,
    long responseTicks,
    int response,
    long user) {
  private static final String[] RESPONSES = {"OKAY", "EXOKAY", "SLVERR", "DECERR"};

  /** {@return whether the burst ended inside the trace} */
  public boolean isComplete() {
    return responseTicks >= 0;
  }

  /** {@return the bytes the address asks for} */
  public int bytes() {
    return beats * beatBytes;
  }

  /** {@return the name of the response, {@code none} if there was none} */
  public String responseName() {
    return response < 0 ? "none" : RESPONSES[response & 3];
  }

  @Override
  public String toString() {
    return (write ? "write" : "read")
        + " id="
        + id
        + " address=0x"
        + Long.toHexString(address)
        + " beats="
        + beats
        + " bytes="
        + bytes()
        + " response="
        + responseName();
  }
}

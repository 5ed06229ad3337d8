// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

/**
 * Describe one complete burst that an {@link AxiMonitor} saw.
 *
 * @param write {@code true} for AW, W and B
 * @param id AxID
 * @param addr AxADDR
 * @param len AxLEN
 * @param size AxSIZE
 * @param burst AxBURST
 * @param data bytes in the order in which the beats moved them, as in {@link AxiRequest}
 * @param strobed not zero for each byte that was written; all of them for a read
 * @param resp BRESP, or the worst RRESP
 * @param startPs time of the address handshake, in ps
 * @param endPs time of the last response handshake, in ps
 */
public record AxiTransaction(
    boolean write,
    long id,
    long addr,
    int len,
    int size,
    int burst,
    byte[] data,
    byte[] strobed,
    AxiResp resp,
    long startPs,
    long endPs) {}

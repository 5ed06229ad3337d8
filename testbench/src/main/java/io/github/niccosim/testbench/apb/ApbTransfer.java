// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.apb;

/**
 * Describe one APB transfer.
 *
 * @param write {@code true} for a write
 * @param addr PADDR
 * @param data PWDATA or PRDATA, unsigned
 * @param strobes PSTRB; all bytes on a port without it, 0 for a read
 * @param prot PPROT, 0 on a port without it
 * @param error PSLVERR
 * @param waitCycles cycles with PREADY low in the access phase
 * @param endPs time of the last edge, in ps
 */
public record ApbTransfer(
    boolean write,
    long addr,
    long data,
    int strobes,
    int prot,
    boolean error,
    int waitCycles,
    long endPs) {}

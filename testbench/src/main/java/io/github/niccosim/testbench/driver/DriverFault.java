// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

/**
 * One thing an engine did that a driver cannot make sense of.
 *
 * @param queue receive queue
 * @param timePs simulated time in picoseconds
 * @param message one line in the house's error style
 */
public record DriverFault(int queue, long timePs, String message) {}

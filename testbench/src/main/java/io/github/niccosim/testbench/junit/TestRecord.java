// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one test.
 *
 * @param type class name
 * @param name method, values and seed
 * @param seconds of wall clock
 * @param status empty, {@code failure}, {@code error} or {@code skipped}
 * @param reason why it was skipped
 * @param end what it failed with
 * @param facts seed, simulated time, attachment; empty if it was no simulation
 */
record TestRecord(
    String type,
    String name,
    double seconds,
    String status,
    String reason,
    @Nullable Throwable end,
    Map<String, String> facts) {}

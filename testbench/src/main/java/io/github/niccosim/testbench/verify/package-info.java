// SPDX-License-Identifier: Apache-2.0
/**
 * Decide whether what came out of a design is what should have come, and whether the stimulus was
 * enough: scoreboards and functional coverage.
 *
 * <p>Place in the flow: last. Monitors, sinks and reference models hand transactions to a {@link
 * io.github.niccosim.testbench.verify.Scoreboard} and a {@link
 * io.github.niccosim.testbench.verify.CoverGroup}; neither knows signals or clocks.
 *
 * <p>Who owns what: a scoreboard keeps a transaction from the call until it is matched; do not
 * change it in between. A cover group counts and keeps nothing. {@link
 * io.github.niccosim.testbench.verify.Coverage} is a snapshot, independent of the groups.
 *
 * <p>Threads: a scoreboard or a cover group belongs to one simulation; tests that run in parallel
 * have their own and meet in files, merged afterwards.
 *
 * <p>Time: whatever the clock given to the scoreboard counts, normally {@code sim::timePs}.
 *
 * <p>Throws: {@link io.github.niccosim.testbench.verify.ScoreboardException} for a wrong, an
 * unexpected or a missing transaction, {@link
 * io.github.niccosim.testbench.verify.CoverageException} for an illegal bin or a missed goal. Both
 * are assertion errors: the test fails, it is not broken.
 *
 * <p>Counterparts: UVM's scoreboard and SystemVerilog's {@code covergroup}, {@code coverpoint},
 * {@code cross}.
 */
@NullMarked
package io.github.niccosim.testbench.verify;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code cosim} command.
 *
 * <p>Place in the flow: outermost. A command parses options into parameters, hands them to {@code
 * report} or {@code bench}, prints what comes back and turns it into an exit code; nothing here
 * simulates.
 *
 * <p>Ownership: commands own the two writers they are given; standard output carries the result
 * (text, or JSON with {@code --json}), standard error carries progress and errors.
 *
 * <p>Threads: everything runs on the thread that called {@code main}.
 *
 * <p>Exit codes: 0 good, 1 a check failed, 2 usage or environment. An error is one line, {@code
 * cosim: error: <what is broken>: name=value (expected: ... | hint: ...)}.
 */
@NullMarked
package io.github.niccosim.testbench.cli;

import org.jspecify.annotations.NullMarked;

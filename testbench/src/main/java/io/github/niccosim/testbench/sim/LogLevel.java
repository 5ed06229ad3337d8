// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.sim;

/** Severities of log lines, the least first. */
public enum LogLevel {
  /** Every beat and every register. */
  TRACE,
  /** What somebody who looks for a mistake wants. */
  DEBUG,
  /** What happens. */
  INFO,
  /** What is odd. */
  WARNING,
  /** What is wrong; alone it fails nothing. */
  ERROR
}

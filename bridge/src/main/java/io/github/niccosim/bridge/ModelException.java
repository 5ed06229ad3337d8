// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/**
 * Report a mistake in using a model, or a failure inside it ({@code $fatal}, {@code $stop}, {@code
 * $error}, failed assertion, combinational loop that does not converge).
 *
 * <p>The message is complete by itself; file, line, scope and time are also there as fields.
 */
public class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String scope;
  private final long timePs;

  /**
   * Create an exception without a place in the RTL.
   *
   * @param message what is broken
   */
  public ModelException(String message) {
    this(message, "", 0, "", -1);
  }

  /**
   * Create an exception with a place in the RTL.
   *
   * @param message what is broken, complete
   * @param file RTL (or C++) file, empty if unknown
   * @param line line in it, 0 if unknown
   * @param scope hierarchical path, empty if unknown
   * @param timePs simulated time in ps, negative if not in simulation
   */
  public ModelException(String message, String file, int line, String scope, long timePs) {
    super(message);
    this.file = file;
    this.line = line;
    this.scope = scope;
    this.timePs = timePs;
  }

  /**
   * Return the RTL file in which it happened.
   *
   * @return path as given to Verilator, empty if unknown
   */
  public String file() {
    return file;
  }

  /**
   * Return the line in {@link #file()}.
   *
   * @return line, 0 if unknown
   */
  public int line() {
    return line;
  }

  /**
   * Return the hierarchical path in which it happened.
   *
   * @return path such as {@code top.u_fifo}, empty if unknown
   */
  public String scope() {
    return scope;
  }

  /**
   * Return the simulated time at which it happened.
   *
   * @return ps, negative if it did not happen in simulation
   */
  public long timePs() {
    return timePs;
  }
}

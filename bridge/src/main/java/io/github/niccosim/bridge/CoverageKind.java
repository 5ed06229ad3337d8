// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/** Name the kinds of code coverage Verilator counts. */
public enum CoverageKind {
  /** Blocks of statements. */
  LINE("v_line", "--coverage-line"),
  /** Arms of {@code if}, {@code else} and {@code case}; counted along with {@link #LINE}. */
  BRANCH("v_branch", "--coverage-line"),
  /** Changes of each bit of each signal. */
  TOGGLE("v_toggle", "--coverage-toggle"),
  /** {@code cover property} and {@code cover} statements in the RTL. */
  USER("v_user", "--coverage-user"),
  /** Terms of expressions; refused by name where Verilator is older than 5.036. */
  EXPRESSION("v_expr", "--coverage-expr");

  private final String page;
  private final String flag;

  CoverageKind(String page, String flag) {
    this.page = page;
    this.flag = flag;
  }

  /** Return the option that makes Verilator count it. */
  String flag() {
    return flag;
  }

  /** Return the name in {@code coverage.dat}. */
  String page() {
    return page;
  }

  /** Find the kind of a page such as {@code v_line/fifo}; what is unknown counts as user's own. */
  static CoverageKind ofPage(String page) {
    String name = page.substring(0, page.indexOf('/') < 0 ? page.length() : page.indexOf('/'));
    for (CoverageKind kind : values()) {
      if (kind.page.equals(name)) {
        return kind;
      }
    }
    return USER;
  }
}

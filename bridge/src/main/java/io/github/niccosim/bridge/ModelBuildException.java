// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.List;

/** Report that a model library could not be built: wrong sources, or a tool is missing. */
public final class ModelBuildException extends ModelException {
  private static final long serialVersionUID = 1L;

  private final transient List<BuildDiagnostic> diagnostics;

  /**
   * Create an exception without diagnostics.
   *
   * @param message what is broken, and what to do
   */
  public ModelBuildException(String message) {
    super(message);
    this.diagnostics = List.of();
  }

  /**
   * Create an exception for failed sources.
   *
   * @param message complete text
   * @param diagnostics errors first, at least one
   */
  public ModelBuildException(String message, List<BuildDiagnostic> diagnostics) {
    super(message, diagnostics.get(0).file(), diagnostics.get(0).line(), "", -1);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Return what the tools reported, errors first.
   *
   * @return diagnostics, empty when the tools could not be run
   */
  public List<BuildDiagnostic> diagnostics() {
    return diagnostics;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.report.ToolVersions;
import picocli.CommandLine.IVersionProvider;

/** Says which cosim, JDK and Verilator are in use. */
final class CosimVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "cosim 0.1.0", "jdk " + ToolVersions.jdk(), "verilator " + ToolVersions.verilator()
    };
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.List;

/** Say how C++ is compiled for model libraries; measured in doc/bridge.md. */
final class CompilerFlags {
  private static final List<String> BASE =
      List.of(
          "-std=gnu++17",
          "-fPIC",
          "-fno-gnu-unique", // two models in one JVM must not share Verilator's globals
          "-fvisibility=hidden", // twice as fast as without
          "-fno-semantic-interposition",
          "-fno-plt",
          "-faligned-new",
          "-fcf-protection=none",
          "-pthread",
          "-w"); // warnings in generated code are nobody's business

  private CompilerFlags() {}

  /** Flags of everything in one library. */
  static List<String> common(ModelSpec spec) {
    List<String> flags = new ArrayList<>(BASE);
    if (System.getProperty("os.arch").equals("amd64")) {
      flags.add("-mtls-dialect=gnu2"); // thread-locals without a call
    }
    boolean fst = spec.trace() == TraceFormat.FST;
    flags.add("-DVERILATOR=1");
    flags.add("-DVM_SC=0");
    flags.add("-DVM_COVERAGE=" + (hasCoverage(spec) ? 1 : 0));
    flags.add("-DVM_TRACE=" + (fst ? 1 : 0));
    flags.add("-DVM_TRACE_FST=" + (fst ? 1 : 0));
    flags.add("-DVM_TRACE_VCD=0");
    flags.add("-DNICCOSIM_TRACE_FST=" + (fst ? 1 : 0));
    return flags;
  }

  private static boolean hasCoverage(ModelSpec spec) {
    return spec.verilatorFlags().stream().anyMatch(flag -> flag.startsWith("--coverage"));
  }
}

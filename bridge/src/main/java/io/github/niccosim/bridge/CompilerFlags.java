// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.ArrayList;
import java.util.List;

/** Say how C++ is compiled for model libraries; measured in doc/bridge.md. */
final class CompilerFlags {
  private static final List<String> BASE =
      List.of(
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

  /** Flags of a file of Verilator's run-time library: the same for all models. */
  static List<String> runtime(Toolchain tools, String name) {
    List<String> flags = base(name.equals("verilated_timing"));
    flags.add(define("NICCOSIM_RNG_CLASS", tools.hasRandomClass()));
    return flags;
  }

  /** Flags of the code of one model. */
  static List<String> model(ModelSpec spec) {
    List<String> flags = base(spec.timing());
    boolean fst = spec.trace() == TraceFormat.FST;
    boolean vcd = spec.trace() == TraceFormat.VCD;
    flags.add(define("VM_COVERAGE", !spec.coverage().isEmpty()));
    flags.add(define("VM_TRACE", fst || vcd));
    flags.add(define("VM_TRACE_FST", fst));
    flags.add(define("VM_TRACE_VCD", vcd));
    flags.add(define("NICCOSIM_TRACE_FST", fst));
    flags.add(define("NICCOSIM_TRACE_VCD", vcd));
    flags.add(define("NICCOSIM_SAVABLE", spec.savable()));
    flags.add(define("NICCOSIM_TIMING", spec.timing()));
    return flags;
  }

  private static List<String> base(boolean coroutines) {
    List<String> flags = new ArrayList<>();
    flags.add(coroutines ? "-std=gnu++20" : "-std=gnu++17");
    flags.addAll(BASE);
    if (System.getProperty("os.arch").equals("amd64")) {
      flags.add("-mtls-dialect=gnu2"); // thread-locals without a call
    }
    flags.addAll(sanitizers());
    flags.add("-DVERILATOR=1");
    flags.add("-DVM_SC=0");
    return flags;
  }

  /**
   * Return what the profile {@code asan} asks for: code that checks itself, compiled quickly. The
   * JVM must then run with the sanitizer's library loaded first.
   */
  static List<String> sanitizers() {
    String kinds = System.getProperty("io.github.niccosim.bridge.sanitize", "");
    return kinds.isEmpty()
        ? List.of()
        : List.of("-fsanitize=" + kinds, "-fno-omit-frame-pointer", "-g1", "-O1");
  }

  private static String define(String name, boolean value) {
    return "-D" + name + "=" + (value ? 1 : 0);
  }
}

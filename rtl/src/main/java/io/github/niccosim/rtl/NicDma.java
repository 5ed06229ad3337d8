// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import io.github.niccosim.bridge.ModelSpec;
import io.github.niccosim.bridge.TraceFormat;
import java.nio.file.Path;

/**
 * The NIC DMA engine as something to simulate.
 *
 * <p>Top module {@code nicdma_top}; ports and their meaning: {@code rtl/doc/formats.md} section 1.
 */
public final class NicDma {

  /** Name of the top module. */
  public static final String TOP = "nicdma_top";

  /**
   * Bit of {@code bug_sel_i}, the other bits being the number of the fault: in a model with mutants
   * the bound protocol checkers listen only while it is set, so that a bench's own checks can be
   * qualified without them.
   */
  public static final int CHECKER_BIT = 0x80;

  /** Function of the C++ reference harness; arguments: {@link #benchArguments}. */
  public static final String BENCH_FUNCTION = "nicdma_rx_bench";

  private NicDma() {}

  /**
   * Describe a model of the engine, assertions on, protocol checkers bound: a broken rule of AXI4,
   * AXI4-Lite or AXI4-Stream is a {@code ModelException} that names rule, channel and values.
   *
   * @param parameters elaboration parameters
   * @param trace what the model can record
   * @param mutants whether input {@code bug_sel_i} exists and selects deliberate faults (0 = none)
   * @return what {@code ModelLibrary.build} takes
   */
  public static ModelSpec spec(NicDmaParameters parameters, TraceFormat trace, boolean mutants) {
    return builder(parameters, trace, mutants).build();
  }

  /**
   * As {@link #spec}, to be extended by published signals or further C++ code.
   *
   * @param parameters elaboration parameters
   * @param trace what the model can record
   * @param mutants whether input {@code bug_sel_i} exists
   * @return builder holding sources, parameters and options
   */
  public static ModelSpec.Builder builder(
      NicDmaParameters parameters, TraceFormat trace, boolean mutants) {
    ModelSpec.Builder spec = ModelSpec.builder(TOP).fileList(simulationFileList()).trace(trace);
    parameters.verilogParameters().forEach((name, value) -> spec.parameter(name, value));
    // The bridge lets warnings pass; an illegal parameter is one in Verilator's eyes.
    spec.verilatorFlag("-Werror-USERFATAL");
    if (mutants) {
      spec.define("NICDMA_MUTATE", "");
    }
    return spec;
  }

  /**
   * As {@link #builder} without mutants, with the C++ reference harness compiled in: call {@link
   * #BENCH_FUNCTION} on the model.
   *
   * @param parameters elaboration parameters
   * @param trace what the model can record
   * @return builder holding sources, parameters and the harness
   */
  public static ModelSpec.Builder benchBuilder(NicDmaParameters parameters, TraceFormat trace) {
    return builder(parameters, trace, false)
        .cxxSource(folder().resolve("src/main/cpp/rx_harness.cpp"))
        .cxxFlag("-DNICDMA_BYTES=" + parameters.dataWidthBits() / 8);
  }

  /**
   * As {@link #builder} without mutants and trace, with the functions of {@code measure.cpp}
   * compiled in: use of the buses, idle latencies, effect of a starved queue, all in clock cycles.
   *
   * @param parameters elaboration parameters
   * @return builder holding sources, parameters and the functions
   */
  public static ModelSpec.Builder measureBuilder(NicDmaParameters parameters) {
    return builder(parameters, TraceFormat.NONE, false)
        .cxxSource(folder().resolve("src/main/cpp/measure.cpp"))
        .cxxFlag("-DNICDMA_BYTES=" + parameters.dataWidthBits() / 8)
        .cxxFlag("-DNICDMA_QUEUES=" + parameters.txQueues())
        .cxxFlag("-DNICDMA_FRAGS=" + parameters.maxFrags())
        .cxxFlag("-DNICDMA_CPL=" + parameters.completionBytes())
        .cxxFlag("-DNICDMA_ID_BITS=" + parameters.idWidthBits());
  }

  /**
   * Return the arguments of {@link #BENCH_FUNCTION}. It resets the model, programs one queue, sends
   * the frames back to back, checks every byte and returns the simulated cycles, or a negative
   * number when a check failed.
   *
   * @param frames frames to send
   * @param lengthBytes length of each, 64..16383
   * @param latencyCycles memory latency
   * @param queues queues to use, 1..16, at most what the model has
   * @param seed seed of the frame contents
   * @return arguments for {@code Model.callNative}
   */
  public static long[] benchArguments(
      long frames, int lengthBytes, int latencyCycles, int queues, long seed) {
    return new long[] {frames, lengthBytes, latencyCycles, queues, seed};
  }

  /** Return the filelist, for any other tool that reads {@code .f} files. */
  public static Path fileList() {
    return folder().resolve("rtl.f");
  }

  /** Return the filelist of simulations: {@link #fileList} and the bound protocol checkers. */
  public static Path simulationFileList() {
    return folder().resolve("sim.f");
  }

  private static Path folder() {
    return HdlSources.folder();
  }
}

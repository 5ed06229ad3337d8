// SPDX-License-Identifier: Apache-2.0
/**
 * Verilated hardware models inside the JVM: built from any RTL, loaded through JNI, read and
 * written as plain memory.
 *
 * <p><b>Place in the flow.</b> Whoever talks to RTL goes through a {@link
 * io.github.niccosim.bridge.Model}: the simulation kernel drives its {@link
 * io.github.niccosim.bridge.Stepper}, bus models read and write its {@link
 * io.github.niccosim.bridge.Signal}s. Nothing else in the project knows Verilator, C++ or JNI, and
 * this package knows nothing else of the project.
 *
 * <p><b>Who owns what.</b> A {@link io.github.niccosim.bridge.ModelSpec} describes, {@link
 * io.github.niccosim.bridge.ModelLibrary#build} compiles it into one shared object in the build
 * cache, {@code newModel()} makes instances. An instance owns native memory until it is closed; its
 * signals, memories and stepper die with it and answer with an exception from then on. A library
 * stays loaded as long as the JVM lives, because {@code dlclose} does not unload it.
 *
 * <p><b>Threads.</b> Specs are immutable and libraries thread-safe. A model is confined to the
 * thread that created it, or that called {@link io.github.niccosim.bridge.Model#claim()} last;
 * models share nothing, so any number of them runs in parallel with the results they have alone.
 *
 * <p><b>Units.</b> Time is in picoseconds and a {@code long}; Verilator's precision is forced to 1
 * ps. Values are two-state and unsigned; wide ones are little-endian bytes (byte 0 is bits 7:0) or
 * 64-bit words (word 0 is bits 63:0).
 *
 * <p><b>Code.</b> Public types are the API. {@code ModelBuild} and what it uses turn a spec into a
 * library; {@code Toolchain} is the one place that knows tool versions. In {@code src/main/cpp},
 * {@code model_abi.h} is the C interface of every model library, {@code model_*} is compiled into
 * it, {@code bridge_jni.cpp} is the one JNI library.
 *
 * <p><b>Errors.</b> Mistakes in use and failures in RTL are {@link
 * io.github.niccosim.bridge.ModelException}s, the latter with file, line, scope and time; what does
 * not compile is a {@link io.github.niccosim.bridge.ModelBuildException} with every diagnostic; an
 * index outside an array or memory is an {@link java.lang.IndexOutOfBoundsException}. No mistake
 * made from Java, use after close included, ends the JVM.
 *
 * <p><b>Counterpart.</b> Verilator's generated class {@code Vmodel} and its {@code
 * VerilatedContext}, one per instance. {@code VL_USER_FATAL}, {@code VL_USER_STOP}, {@code
 * VL_USER_FINISH} and {@code VL_PRINTF} are replaced in {@code model_runtime.cpp}.
 */
@NullMarked
package io.github.niccosim.bridge;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/**
 * Verilated hardware models inside the JVM: built from any RTL, loaded through JNI, read and
 * written as plain memory.
 *
 * <p>Place in the flow: everything that talks to RTL goes through a {@link
 * io.github.niccosim.bridge.Model}; nothing else in the project knows Verilator, C++ or JNI.
 */
@NullMarked
package io.github.niccosim.bridge;

import org.jspecify.annotations.NullMarked;

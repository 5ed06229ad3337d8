// SPDX-License-Identifier: Apache-2.0
/**
 * Typed handles: what generated classes put on top of signals, so that a wrong name, direction or
 * width does not compile.
 *
 * <p><b>Place in the flow.</b> {@link io.github.niccosim.bridge.HandleGenerator} turns the ports
 * and chosen internals of a top into a Java class; its fields are the types of this package, made
 * in its constructor from a {@link io.github.niccosim.bridge.Model}. Underneath are the same
 * signals as in dynamic lookup, and the two mix freely: every handle gives away its signal.
 *
 * <p><b>Who owns what.</b> A handle owns nothing and dies with its model.
 *
 * <p><b>Naming.</b> {@code XxxOutput} can be read, {@code XxxInput} can be written, too; the point
 * of view is that of the design, as in its port list. {@code Bit} is one bit and a {@code boolean},
 * {@code Int} 2 to 31 bits, {@code Long} 32 to 64, {@code Wide} beyond, {@code Enum} a generated
 * enum.
 *
 * <p><b>Threads, units, errors.</b> Those of {@link io.github.niccosim.bridge.Signal}. A handle
 * that does not fit the model it is made for is a {@link io.github.niccosim.bridge.ModelException}:
 * the RTL has changed and the class has to be generated again.
 */
@NullMarked
package io.github.niccosim.bridge.typed;

import org.jspecify.annotations.NullMarked;

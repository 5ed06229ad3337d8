// SPDX-License-Identifier: Apache-2.0
/**
 * The NIC DMA engine as seen from Java: register map, record layouts, parameters and its model.
 *
 * <p>Place in the flow: a driver model writes {@link RxDescriptorLayout descriptors} into host
 * memory, rings {@link NicDmaRegisters#TAIL_DB doorbells}, and reads {@link RxCompletionLayout
 * completions}; the engine (SystemVerilog under {@code rtl/src}) moves the frames in between.
 *
 * <p>Ownership: this package owns no state. Descriptors belong to the hardware from the doorbell to
 * the completion with the same {@code buf_id}; completions belong to the driver once the phase bit
 * fits and until the consumer doorbell.
 *
 * <p>Threads: constants and immutable records only; safe from any thread.
 *
 * <p>Units: offsets and lengths in bytes, widths in bits, times in clock cycles. Byte order: little
 * endian, bit 0 is the least significant bit of byte 0.
 *
 * <p>Errors: an illegal parameter throws {@link IllegalArgumentException} naming the parameter, its
 * value and the legal range.
 *
 * <p>RTL counterpart: {@code nicdma_pkg.sv}, the only definition of every constant here; {@code
 * PackageConstantsTest} compares the two. Bit figures: {@code rtl/doc/formats.md}.
 */
@NullMarked
package io.github.niccosim.rtl;

import org.jspecify.annotations.NullMarked;

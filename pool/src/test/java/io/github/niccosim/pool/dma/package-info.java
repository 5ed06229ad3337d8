// SPDX-License-Identifier: Apache-2.0
/** Tests of host memory, DMA devices and the checker. */
@NullMarked
package io.github.niccosim.pool.dma;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Tests of socket buffers and XDP frames. */
@NullMarked
package io.github.niccosim.pool.skb;

import org.jspecify.annotations.NullMarked;

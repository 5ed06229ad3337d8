// SPDX-License-Identifier: Apache-2.0
/** Tests of the pools: vectors, properties and single facts. */
@NullMarked
package io.github.niccosim.pool;

import org.jspecify.annotations.NullMarked;

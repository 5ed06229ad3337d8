// SPDX-License-Identifier: Apache-2.0
/** Tests of scripts, labs and recordings. */
@NullMarked
package io.github.niccosim.pool.testing;

import org.jspecify.annotations.NullMarked;

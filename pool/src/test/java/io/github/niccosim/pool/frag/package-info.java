// SPDX-License-Identifier: Apache-2.0
/** Tests of page fragment caches. */
@NullMarked
package io.github.niccosim.pool.frag;

import org.jspecify.annotations.NullMarked;

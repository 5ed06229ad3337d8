// SPDX-License-Identifier: Apache-2.0
/** Tests of netlink views, metrics and recorder events. */
@NullMarked
package io.github.niccosim.pool.monitor;

import org.jspecify.annotations.NullMarked;

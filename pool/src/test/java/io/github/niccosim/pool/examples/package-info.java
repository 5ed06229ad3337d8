// SPDX-License-Identifier: Apache-2.0
/** The recipes of the documentation, compiled and run; its snippets quote the marked regions. */
@NullMarked
package io.github.niccosim.pool.examples;

import org.jspecify.annotations.NullMarked;

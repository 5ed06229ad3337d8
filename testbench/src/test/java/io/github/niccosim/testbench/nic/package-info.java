// SPDX-License-Identifier: Apache-2.0
/**
 * Suites for our own NIC: the whole bench around {@code nicdma_top}, judged by every check.
 *
 * <p>Models are built once per parameter set and shared by all suites; see {@link
 * io.github.niccosim.testbench.nic.NicModels}. {@code NicMutantTest} qualifies the bench itself:
 * deliberately broken RTL must fail the check named for it.
 */
@NullMarked
package io.github.niccosim.testbench.nic;

import org.jspecify.annotations.NullMarked;

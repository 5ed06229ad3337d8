// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

/**
 * One transaction caused or contains another.
 *
 * @param kind name, for example {@code stage} or {@code next}
 * @param from number of the first transaction
 * @param to number of the second
 */
public record Relation(String kind, long from, long to) {}

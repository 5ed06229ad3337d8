// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.List;

/**
 * Choose how one model instance starts.
 *
 * @param plusargs arguments for {@code $test$plusargs} and {@code $value$plusargs}, each with its
 *     {@code +}
 * @param randomReset whether registers without a reset value start with seeded random bits instead
 *     of zeros
 * @param seed seed of random reset values and of {@code $random}, {@code $urandom}; only the low 31
 *     bits are used, 0 counts as 1
 */
public record ModelOptions(List<String> plusargs, boolean randomReset, long seed) {

  /** Zeros at reset, seed 1, no plusargs. */
  public static final ModelOptions DEFAULT = new ModelOptions(List.of(), false, 1);

  /** Copy the list. */
  public ModelOptions {
    plusargs = List.copyOf(plusargs);
  }

  /**
   * Return these options with plusargs.
   *
   * @param arguments each with its {@code +}
   * @return changed copy
   */
  public ModelOptions withPlusargs(String... arguments) {
    return new ModelOptions(List.of(arguments), randomReset, seed);
  }

  /**
   * Return these options with random reset values.
   *
   * @param newSeed seed for them and for {@code $random}
   * @return changed copy
   */
  public ModelOptions withRandomReset(long newSeed) {
    return new ModelOptions(plusargs, true, newSeed);
  }

  /**
   * Return these options with another seed.
   *
   * @param newSeed seed of {@code $random} and {@code $urandom}
   * @return changed copy
   */
  public ModelOptions withSeed(long newSeed) {
    return new ModelOptions(plusargs, randomReset, newSeed);
  }

  /** Verilator's own seed: 1..2^31-1, all bits of ours mixed in. */
  int verilatorSeed() {
    int mixed = (int) ((seed ^ (seed >>> 31) ^ (seed >>> 62)) & 0x7fff_ffff);
    return mixed == 0 ? 1 : mixed;
  }
}

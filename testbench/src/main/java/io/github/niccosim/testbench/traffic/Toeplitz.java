// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.traffic;

/**
 * Compute the Toeplitz hash bit by bit, straight from its definition.
 *
 * <p>Slow on purpose and independent of the RTL: this is what {@code nicdma_rss.sv} is judged by,
 * and it is itself judged by Microsoft's published verification vectors.
 */
public final class Toeplitz {

  /** Key length in bytes: enough for IPv6 addresses and ports. */
  public static final int KEY_BYTES = 40;

  private static final String VERIFICATION_KEY =
      "6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa";

  private Toeplitz() {}

  /** Return a fresh copy of the key of Microsoft's RSS verification suite, 40 bytes. */
  public static byte[] verificationKey() {
    return java.util.HexFormat.of().parseHex(VERIFICATION_KEY);
  }

  /**
   * Hash the input: for every set bit, most significant first, add the 32 key bits at its position.
   *
   * @param key secret key, at least {@code input.length + 4} bytes
   * @param input bytes in wire order
   * @return the 32-bit hash, unsigned in an int
   * @throws IllegalArgumentException if the key is too short for the input
   */
  public static int hash(byte[] key, byte[] input) {
    if (key.length < input.length + 4) {
      throw new IllegalArgumentException(
          "key is too short for the input: key="
              + key.length
              + " input="
              + input.length
              + " (expected: at least "
              + (input.length + 4)
              + ")");
    }
    int result = 0;
    for (int bit = 0; bit < input.length * 8; bit++) {
      if (bitAt(input, bit)) {
        result ^= windowAt(key, bit);
      }
    }
    return result;
  }

  private static boolean bitAt(byte[] bytes, int bit) {
    return (bytes[bit >> 3] & 0x80 >> (bit & 7)) != 0;
  }

  private static int windowAt(byte[] key, int bit) {
    int window = 0;
    for (int i = 0; i < 32; i++) {
      window = window << 1 | (bitAt(key, bit + i) ? 1 : 0);
    }
    return window;
  }
}

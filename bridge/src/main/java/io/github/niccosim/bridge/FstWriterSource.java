// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Make the compiled copy of GTKWave's FST writer pack eight characters at a time.
 *
 * <p>The writer gets values as one character per bit. It looks at each whether it is 0 or 1, and
 * packs them, bit by bit: a third of what a traced run spent in writing. The two loops are found by
 * their words, whatever the spaces; a version without them is compiled as it is. The bytes written
 * stay the same.
 */
final class FstWriterSource {
  /** Where the writer is below Verilator's include folder. */
  static final String PATH = "gtkwave/fstapi.c";

  /** Part of the key of the compiled object. */
  static final String VERSION = "1";

  private static final Pattern LOOKS =
      words(
          "for ( idx = 0 ; idx < vm4ip [ 1 ] ; idx ++ ) {"
              + " if ( ( pnt [ idx ] == '0' ) || ( pnt [ idx ] == '1' ) ) { continue ; }"
              + " else { is_binary = 0 ; break ; } }",
          "");
  private static final Pattern PACKS =
      words(
          "idx = ( ( vm4ip [ 1 ] + 7 ) & ~ 7 ) ; switch ( vm4ip [ 1 ] & 7 ) { case 0 : do {",
          "[^{}]*idx\\s*-=\\s*8\\s*;\\s*}\\s*while\\s*\\(\\s*idx\\s*\\)\\s*;\\s*}");

  private static final String FASTER =
      """
      #include <stdint.h>
      #include <string.h>
      static inline char niccosim_is_binary(const unsigned char* bits, uint32_t count) {
        uint64_t other = 0, word;
        uint32_t i = 0;
        for (; i + 8 <= count; i += 8) {
          memcpy(&word, bits + i, 8);
          other |= (word ^ 0x3030303030303030ULL) & 0xFEFEFEFEFEFEFEFEULL;
        }
        for (; i < count; ++i) other |= (bits[i] ^ 0x30U) & 0xFEU;
        return other == 0;
      }
      static inline void niccosim_pack(unsigned char* to, const unsigned char* bits, uint32_t count) {
        uint32_t i = 0;
        for (; i + 8 <= count; i += 8) {
          uint64_t word = 0;
          memcpy(&word, bits + i, 8);
          *to++ = (unsigned char)(((word & 0x0101010101010101ULL) * 0x8040201008040201ULL) >> 56);
        }
        if (i == count) return;
        *to = 0;
        for (; i < count; ++i) *to |= (unsigned char)((bits[i] & 1) << (7 - (i & 7)));
      }
      """;

  private FstWriterSource() {}

  /**
   * Return the text to compile.
   *
   * @param text of the file
   * @param source where it is from, for the compiler's messages
   */
  static String faster(String text, String source) {
    Matcher looks = LOOKS.matcher(text);
    Matcher packs = PACKS.matcher(text);
    String line = "#line 1 \"" + source + "\"\n";
    if (!looks.find() || !packs.find() || !System.getProperty("os.arch").equals("amd64")) {
      return line + text;
    }
    String rest = looks.replaceFirst("is_binary = niccosim_is_binary(pnt, vm4ip[1]);");
    rest =
        PACKS
            .matcher(rest)
            .replaceFirst(
                "scratchpnt -= (vm4ip[1] + 7) / 8;"
                    + " niccosim_pack(scratchpnt, pnt, vm4ip[1]); (void)idx; (void)acc;");
    return FASTER + line + rest;
  }

  private static Pattern words(String words, String end) {
    return Pattern.compile(
        Arrays.stream(words.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s*"))
            + end);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

/**
 * Letters of 5 by 7 dots for pictures that must look the same on every machine.
 *
 * <p>A glyph is seven characters, one per row from the top; a character is the row's five dots as a
 * digit to the base 32, the leftmost dot first.
 */
final class PixelFont {
  static final int COLUMNS = 5;
  static final int ROWS = 7;
  static final int ADVANCE = 6;

  private static final String[] GLYPHS = {
    "0000000", "4444004", "aa00000", "aavavaa", "4fke5u4", "op248j3", "cik8lid", "4400000",
    "2488842", "8422248", "04lel40", "044v440", "0000c48", "000v000", "00000cc", "01248g0",
    "ehjlphe", "4c4444e", "eh1248v", "eh161he", "26aiv22", "vgu11he", "68guhhe", "v124888",
    "ehhehhe", "ehhf12c", "0cc0cc0", "0cc0c48", "248g842", "00v0v00", "8421248", "eh12404",
    "eh1dlle", "ehhvhhh", "uhhuhhu", "ehggghe", "sihhhis", "vgguggv", "vgguggg", "ehgnhhf",
    "hhhvhhh", "e44444e", "72222ic", "hikokih", "ggggggv", "hrllhhh", "hhpljhh", "ehhhhhe",
    "uhhuggg", "ehhhlid", "uhhukih", "fgge11u", "v444444", "hhhhhhe", "hhhhha4", "hhhllla",
    "hha4ahh", "hhha444", "v1248gv", "e88888e", "0g84210", "e22222e", "4ah0000", "000000v",
    "8420000", "00e1fhf", "ggmphhu", "00egghe", "11djhhf", "00ehvge", "698s888", "0fhhf1e",
    "ggmphhh", "40c444e", "20622ic", "ggikoki", "c44444e", "00qllhh", "00mphhh", "00ehhhe",
    "00uhugg", "00djf11", "00mpggg", "00ege1u", "88s8896", "00hhhjd", "00hhha4", "00hhlla",
    "00ha4ah", "00hhf1e", "00v248v", "6448446", "4444444", "c44244c", "008l200",
  };

  private PixelFont() {}

  /**
   * {@return whether a dot of a letter is set; letters that are missing look like a question mark}
   */
  static boolean dot(char letter, int column, int row) {
    int index = letter < ' ' || letter > '~' ? '?' - ' ' : letter - ' ';
    return (Character.digit(GLYPHS[index].charAt(row), 32) >> COLUMNS - 1 - column & 1) == 1;
  }
}

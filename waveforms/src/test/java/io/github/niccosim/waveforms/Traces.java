// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Small traces written by hand for tests. */
final class Traces {
  private Traces() {}

  /** Open VCD text. */
  static Waveform vcd(String text) throws IOException {
    return Waveform.open(Path.of("test.vcd"), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * A handshake in one clock domain: rising edges at 10, 20, 30, … ns; beats at 30, 60 and 70 ns;
   * the data change at 51 ns breaks the rule, since valid waits for ready from 50 to 60 ns.
   */
  static String handshake() {
    StringBuilder out = new StringBuilder("$timescale 1ns $end $scope module top $end\n");
    out.append("$var wire 1 ! clk_i $end $var wire 1 v valid $end $var wire 1 r ready $end\n");
    out.append("$var wire 8 d data [7:0] $end $upscope $end $enddefinitions $end\n");
    out.append("#0 0! 0v 0r bx d\n");
    for (int ns = 5; ns < 100; ns += 5) {
      out.append('#').append(ns).append(ns % 10 == 0 ? " 1!\n" : " 0!\n");
      String more =
          switch (ns) {
            case 10 -> "#11 1v b101 d\n";
            case 20 -> "#21 1r\n";
            case 30 -> "#31 0v 0r\n";
            case 40 -> "#41 1v b110 d\n";
            case 50 -> "#51 1r b111 d\n";
            case 60 -> "#61 b1000 d\n";
            case 70 -> "#71 0v\n";
            default -> "";
          };
      out.append(more);
    }
    return out.toString();
  }
}

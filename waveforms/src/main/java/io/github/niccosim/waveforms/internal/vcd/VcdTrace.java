// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.vcd;

import io.github.niccosim.waveforms.Encoding;
import io.github.niccosim.waveforms.Hierarchy;
import io.github.niccosim.waveforms.HistoryBuilder;
import io.github.niccosim.waveforms.WaveformInfo;
import io.github.niccosim.waveforms.internal.ByteCursor;
import io.github.niccosim.waveforms.internal.ChainDecoder;
import io.github.niccosim.waveforms.internal.EnumText;
import io.github.niccosim.waveforms.internal.HeapBudget;
import io.github.niccosim.waveforms.internal.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A VCD file, read whole and kept packed. Thread-safe. */
public final class VcdTrace implements TraceSource {
  private static final int PORT_WORDS = 2;

  private final Path file;
  private final Hierarchy hierarchy;
  private final List<VcdChain> chains;
  private final WaveformInfo info;
  private final List<WaveformInfo.DumpSwitch> dumpSwitches = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long[] times = new long[1024];
  private int timeCount;

  private VcdTrace(Path file, VcdTokens in) throws IOException {
    this.file = file;
    VcdHeader header = new VcdHeader(in);
    hierarchy = header.read();
    chains = header.chains;
    values(in, header.ids);
    times = Arrays.copyOf(times, timeCount);
    info =
        new WaveformInfo(
            WaveformInfo.Format.VCD,
            header.timescale,
            timeCount == 0 ? 0 : times[0],
            timeCount == 0 ? 0 : times[timeCount - 1],
            header.version,
            header.date,
            List.copyOf(dumpSwitches),
            List.copyOf(notes));
  }

  /**
   * Read a file.
   *
   * @param file name for messages
   * @param content VCD text; closed
   * @return the trace
   * @throws IOException if it cannot be read
   */
  public static VcdTrace open(Path file, InputStream content) throws IOException {
    try (VcdTokens in = new VcdTokens(file, content)) {
      return new VcdTrace(file, in);
    }
  }

  private void values(VcdTokens in, VcdIds ids) throws IOException {
    while (in.next()) {
      if (in.isCut()) {
        notes.add("the file ends inside the word at offset " + in.offset());
        return;
      }
      switch (in.data[in.start]) {
        case '#' -> time(in);
        case '$' -> keyword(in);
        case 'b', 'B', 'r', 'R', 's', 'S', 'p' -> {
          if (!spaced(in, ids)) {
            return;
          }
        }
        default -> {
          if (timeCount == 0) {
            addTime(0);
          }
          int handle = ids.find(in.data, in.start + 1, in.end);
          if (handle == 0) {
            throw in.damaged("change of a signal that is not declared", "a declared identifier");
          }
          scalar(in, chains.get(handle - 1));
        }
      }
    }
  }

  private void scalar(VcdTokens in, VcdChain chain) {
    boolean good =
        switch (chain.encoding) {
          case BITS ->
              chain.widthBits == 1
                  ? chain.addBit(timeCount - 1, in.data[in.start])
                  : chain.addVector(timeCount - 1, in.data, in.start, in.start + 1);
          case EVENT -> chain.addBit(timeCount - 1, in.data[in.start]);
          case REAL, TEXT -> false;
        };
    if (!good) {
      throw in.damaged("value does not fit its signal", "a state for a signal of bits");
    }
  }

  /** Read a value and the identifier after it; return whether both are there. */
  private boolean spaced(VcdTokens in, VcdIds ids) throws IOException {
    if (timeCount == 0) {
      addTime(0);
    }
    byte kind = in.data[in.start];
    int length = in.length() - 1;
    in.held = in.start;
    int handle = 0;
    for (int word = 0; word <= PORT_WORDS && handle == 0; word++) {
      if (!in.next() || in.isCut()) {
        notes.add("the file ends inside a value before offset " + in.offset());
        return false;
      }
      handle = ids.find(in.data, in.start, in.end);
      if (handle == 0) {
        length = in.end - in.held - 1; // the value of a port is three words
      }
    }
    if (handle == 0) {
      throw in.damaged("change of a signal that is not declared", "a declared identifier");
    }
    put(in, chains.get(handle - 1), kind, in.held + 1, in.held + 1 + length);
    in.held = -1;
    return true;
  }

  private void put(VcdTokens in, VcdChain chain, int kind, int from, int to) {
    int time = timeCount - 1;
    byte[] data = in.data;
    boolean good = to > from || chain.encoding == Encoding.TEXT;
    if (good) {
      switch (chain.encoding) {
        case BITS ->
            good =
                chain.widthBits == 1
                    ? chain.addBit(time, data[to - 1])
                    : chain.addVector(time, data, from, to);
        case EVENT -> good = chain.addBit(time, data[to - 1]);
        case REAL -> good = (kind | 0x20) == 'r' && real(chain, time, data, from, to);
        case TEXT -> chain.addText(time, text(kind, Arrays.copyOfRange(data, from, to)));
      }
    }
    if (!good) {
      throw in.damaged("value does not fit its signal", "bits, a number or text as declared");
    }
  }

  private static boolean real(VcdChain chain, int time, byte[] data, int from, int to) {
    String text = new String(data, from, to - from, StandardCharsets.ISO_8859_1);
    try {
      double number =
          switch (text) {
            case "nan", "-nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
          };
      chain.addReal(time, number);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static byte[] text(int kind, byte[] value) {
    if ((kind | 0x20) != 's') {
      return value;
    }
    String text = new String(value, StandardCharsets.ISO_8859_1);
    return EnumText.unescape(text).getBytes(StandardCharsets.ISO_8859_1);
  }

  private void time(VcdTokens in) {
    long ticks = 0;
    for (int i = in.start + 1; i < in.end; i++) {
      int digit = in.data[i] - '0';
      if (digit < 0 || digit > 9 || ticks > (Long.MAX_VALUE - 9) / 10) {
        throw in.damaged("time is not a number", "digits, below 2^63");
      }
      ticks = ticks * 10 + digit;
    }
    if (timeCount > 0 && ticks < times[timeCount - 1]) {
      throw in.damaged("time runs backwards", "at least " + times[timeCount - 1]);
    }
    addTime(ticks);
  }

  private void addTime(long ticks) {
    if (timeCount > 0 && times[timeCount - 1] == ticks) {
      return;
    }
    if (timeCount == times.length) {
      HeapBudget.require(timeCount * 16L, "time table", -1);
      times = Arrays.copyOf(times, timeCount * 2);
    }
    times[timeCount++] = ticks;
  }

  private void keyword(VcdTokens in) throws IOException {
    if (in.is("$dumpoff") || in.is("$dumpon")) {
      long now = timeCount == 0 ? 0 : times[timeCount - 1];
      dumpSwitches.add(new WaveformInfo.DumpSwitch(now, in.is("$dumpon")));
    } else if (!in.is("$end") && !in.is("$dumpvars") && !in.is("$dumpall")) {
      while (in.next() && !in.is("$end")) {
        // a comment, or a keyword of a later standard
      }
    }
  }

  @Override
  public WaveformInfo info() {
    return info;
  }

  @Override
  public Hierarchy hierarchy() {
    return hierarchy;
  }

  @Override
  public void read(int handle, HistoryBuilder into) {
    VcdChain chain = chains.get(handle - 1);
    ByteCursor cursor = new ByteCursor(chain.data, 0, chain.length, file, 0, "chain");
    ChainDecoder.decode(chain.data, cursor, times, 0, true, into);
  }

  @Override
  public void close() {
    // read whole when opened: nothing is held
  }
}

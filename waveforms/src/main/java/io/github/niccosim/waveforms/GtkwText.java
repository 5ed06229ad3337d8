// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a save file the way GTKWave 3.3 writes it.
 *
 * <p>A row is a line with the trace flags in hexadecimal after {@code @}, then optional lines for
 * colour and translate file, then the name. {@code @800200} and {@code @1000200} bracket a group.
 */
final class GtkwText {
  private static final long RIGHT_JUSTIFIED = 0x20;
  private static final long BLANK = 0x200;
  private static final long GROUP_BEGIN = 0x800000;
  private static final long GROUP_END = 0x1000000;
  private static final long GROUP_CLOSED = 0x400000;
  private static final long TRANSLATED = 0x2000;
  private static final long GROUP_CLOSED_END = 0x401000;

  /** Width of the wave pane in the window size written below. */
  private static final int SHOWN_PIXELS = 940;

  /** GTKWave's zoom is minus the binary logarithm of the ticks in a frame of about 180 pixels. */
  private static final double FRAME_PIXELS = 180;

  private final WaveformInfo info;
  private final Hierarchy hierarchy;
  private final StringBuilder out = new StringBuilder();
  private String markerLine = "";
  private long fromTicks;
  private long toTicks;
  private @Nullable Path saveFile;

  GtkwText(WaveformInfo info, Hierarchy hierarchy) {
    this.info = info;
    this.hierarchy = hierarchy;
  }

  GtkwText markers(@Nullable Long primary, Map<Character, Long> named) {
    StringBuilder line = new StringBuilder();
    line.append(primary == null ? -1 : primary.longValue());
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      line.append(' ').append(named.getOrDefault(letter, -1L));
    }
    markerLine = line.toString();
    return this;
  }

  GtkwText zoom(long from, long to) {
    fromTicks = from;
    toTicks = Math.max(to, from + 1);
    return this;
  }

  String text(Path trace, Path target, GtkwGroup top) {
    saveFile = target;
    out.append("[*] written by nic-cosim; open with: gtkwave ")
        .append(target.getFileName())
        .append('\n');
    out.append("[dumpfile] \"").append(relative(trace)).append("\"\n");
    out.append("[savefile] \"").append(target.getFileName()).append("\"\n");
    out.append("[timestart] ").append(fromTicks).append('\n');
    out.append("[size] 1600 900\n[pos] -1 -1\n");
    double ticksPerPixel = (toTicks - fromTicks) / (double) SHOWN_PIXELS;
    double zoom = -Math.log(ticksPerPixel * FRAME_PIXELS) / Math.log(2);
    out.append(String.format(Locale.ROOT, "*%.6f ", zoom)).append(markerLine).append('\n');
    for (Scope scope : hierarchy.root().scopes()) {
      out.append("[treeopen] ").append(scope.name()).append(".\n");
    }
    out.append("[sst_width] 240\n[signals_width] 260\n[sst_expanded] 1\n");
    rows(top);
    out.append("[pattern_trace] 1\n[pattern_trace] 0\n");
    return out.toString();
  }

  private void rows(GtkwGroup group) {
    for (GtkwGroup.Row row : group.rows()) {
      switch (row) {
        case GtkwGroup.SignalRow signal -> signal(signal.variable(), signal.style());
        case GtkwGroup.TextRow text -> flagged(BLANK, "-" + oneLine(text.text()));
        case GtkwGroup.GroupRow inner -> {
          GtkwGroup content = inner.group();
          if (content.rows().isEmpty()) {
            continue; // all its patterns were unmatched
          }
          long closed = content.isCollapsed() ? GROUP_CLOSED : 0;
          flagged(BLANK | GROUP_BEGIN | closed, "-" + oneLine(content.name()));
          rows(content);
          long closedEnd = content.isCollapsed() ? GROUP_CLOSED_END : 0;
          flagged(BLANK | GROUP_END | closedEnd, "-" + oneLine(content.name()));
        }
      }
    }
  }

  private void signal(Variable variable, GtkwStyle style) {
    Path translate = style.translateFile();
    long flags = RIGHT_JUSTIFIED | radixFlags(variable, style.radix());
    out.append('@')
        .append(Long.toHexString(translate == null ? flags : flags | TRANSLATED))
        .append('\n');
    if (style.colour() != GtkwStyle.Colour.NORMAL) {
      out.append("[color] ").append(style.colour().ordinal()).append('\n');
    }
    if (translate != null) {
      out.append("^1 ").append(relative(translate.toAbsolutePath())).append('\n');
    }
    String alias = style.alias();
    if (alias != null) {
      out.append("+{").append(oneLine(alias)).append("} ");
    }
    out.append(GtkwNames.of(variable, info.format())).append('\n');
  }

  private static long radixFlags(Variable variable, GtkwStyle.Radix radix) {
    if (radix != GtkwStyle.Radix.AUTO) {
      return radix.flags;
    }
    if (variable.enumTable() != null) {
      return GtkwStyle.Radix.ENUM.flags | GtkwStyle.Radix.BINARY.flags;
    }
    boolean one = variable.encoding() == Encoding.BITS && variable.widthBits() == 1;
    return one ? GtkwStyle.Radix.BINARY.flags : GtkwStyle.Radix.HEX.flags;
  }

  private void flagged(long flags, String text) {
    out.append('@').append(Long.toHexString(flags)).append('\n').append(text).append('\n');
  }

  private Path relative(Path other) {
    Path from = saveFile == null ? null : saveFile.getParent();
    boolean sameRoot = from != null && Objects.equals(from.getRoot(), other.getRoot());
    return from != null && sameRoot ? from.relativize(other) : other;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a GTKWave save file ({@code .gtkw}) for a trace: groups of named signals, radix, colours,
 * zoom and markers.
 *
 * <p>Names are looked up in the trace itself, so that they carry the bounds GTKWave wants; patterns
 * that match nothing are an error at {@link #write} unless {@link #ignoreUnmatched()} was called.
 * The dump file is named relative to the save file: the pair may be moved together.
 *
 * <pre>{@code
 * GtkwFile.forTrace(out.resolve("waves.fst"))
 *     .group("AXI write", "TOP.nicdma_top.m_axi_aw*", "TOP.nicdma_top.m_axi_w*")
 *     .group("state", g -> g.add(GtkwStyle.of(Radix.ENUM).colour(Colour.ORANGE), "TOP.**.state_q"))
 *     .markerPs(failurePs)
 *     .write();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class GtkwFile {
  private final Path trace;
  private final Hierarchy hierarchy;
  private final WaveformInfo info;
  private final GtkwGroup top = new GtkwGroup(this, "");
  private final List<String> unmatched = new ArrayList<>();
  private final Map<Character, Long> namedMarkers = new LinkedHashMap<>();
  private boolean lenient;
  private @Nullable Long markerTicks;
  private long zoomFromTicks;
  private long zoomToTicks;

  private GtkwFile(Path trace, Hierarchy hierarchy, WaveformInfo info) {
    this.trace = trace;
    this.hierarchy = hierarchy;
    this.info = info;
    zoomFromTicks = info.startTicks();
    zoomToTicks = info.endTicks();
  }

  /**
   * Start a save file for a closed trace.
   *
   * @param trace FST or VCD file; only its hierarchy is read
   * @return an empty save file that shows the whole time range
   * @throws IOException if the trace cannot be read
   * @throws WaveformException if it is damaged
   */
  public static GtkwFile forTrace(Path trace) throws IOException {
    try (Waveform wave = Waveform.open(trace)) {
      return new GtkwFile(trace, wave.hierarchy(), wave.info());
    }
  }

  /**
   * Add signals outside any group.
   *
   * @param patterns full names, {@code *} and {@code **} allowed
   * @return this
   */
  public GtkwFile add(String... patterns) {
    top.add(patterns);
    return this;
  }

  /**
   * Add a group of signals in plain style.
   *
   * @param name title of the group
   * @param patterns full names, {@code *} and {@code **} allowed
   * @return this
   */
  public GtkwFile group(String name, String... patterns) {
    return group(name, group -> group.add(patterns));
  }

  /**
   * Add a group.
   *
   * @param name title of the group
   * @param content adds its rows
   * @return this
   */
  public GtkwFile group(String name, Consumer<GtkwGroup> content) {
    top.group(name, content);
    return this;
  }

  /**
   * Place the primary marker.
   *
   * @param timePs picoseconds of simulated time
   * @return this
   */
  public GtkwFile markerPs(long timePs) {
    markerTicks = info.timescale().fromPs(timePs);
    return this;
  }

  /**
   * Place one of the markers A to Z.
   *
   * @param letter {@code 'A'..'Z'}
   * @param timePs picoseconds of simulated time
   * @return this
   */
  public GtkwFile namedMarkerPs(char letter, long timePs) {
    if (letter < 'A' || letter > 'Z') {
      throw new IllegalArgumentException("no such marker: letter=" + letter + " (expected: A..Z)");
    }
    namedMarkers.put(letter, info.timescale().fromPs(timePs));
    return this;
  }

  /**
   * Show a part of the time range.
   *
   * @param fromPs first picosecond shown
   * @param toPs last picosecond shown, after {@code fromPs}
   * @return this
   */
  public GtkwFile zoomPs(long fromPs, long toPs) {
    if (toPs <= fromPs) {
      throw new IllegalArgumentException(
          "zoom is empty: fromPs=" + fromPs + " toPs=" + toPs + " (expected: toPs > fromPs)");
    }
    zoomFromTicks = info.timescale().fromPs(fromPs);
    zoomToTicks = info.timescale().fromPs(toPs);
    return this;
  }

  /**
   * Write even if a pattern matches nothing.
   *
   * @return this
   */
  public GtkwFile ignoreUnmatched() {
    lenient = true;
    return this;
  }

  /** {@return the patterns that matched nothing so far} */
  public List<String> unmatched() {
    return List.copyOf(unmatched);
  }

  List<Variable> resolve(String pattern) {
    List<Variable> found = hierarchy.match(pattern);
    if (found.isEmpty()) {
      unmatched.add(pattern);
    }
    return found;
  }

  /**
   * Write the save file beside the trace: {@code waves.fst} gets {@code waves.gtkw}.
   *
   * @return the file written
   * @throws IOException if it cannot be written; an older file is then left as it was
   * @throws WaveformException if a pattern matched nothing
   */
  public Path write() throws IOException {
    String name = String.valueOf(trace.getFileName());
    int dot = name.lastIndexOf('.');
    return write(trace.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".gtkw"));
  }

  /**
   * Write the save file in one step: readers see the old file or the whole new one.
   *
   * @param target file to write
   * @return {@code target}
   * @throws IOException if it cannot be written; an older file is then left as it was
   * @throws WaveformException if a pattern matched nothing
   */
  public Path write(Path target) throws IOException {
    if (!unmatched.isEmpty() && !lenient) {
      throw new WaveformException(unmatchedMessage());
    }
    Path absolute = target.toAbsolutePath();
    String text =
        new GtkwText(info, hierarchy)
            .markers(markerTicks, namedMarkers)
            .zoom(zoomFromTicks, zoomToTicks)
            .text(trace.toAbsolutePath(), absolute, top);
    String partialName = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path partial = absolute.resolveSibling(partialName); // plain rights, unlike a temporary file's
    try {
      Files.writeString(partial, text, StandardCharsets.UTF_8);
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
    return target;
  }

  private String unmatchedMessage() {
    String first = unmatched.getFirst();
    return "pattern matches no signal: patterns="
        + unmatched
        + " "
        + NearNames.notFound(first, hierarchy, trace).replaceFirst("^no such signal: ", "");
  }
}

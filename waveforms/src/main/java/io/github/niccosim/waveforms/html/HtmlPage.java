// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.html;

import io.github.niccosim.waveforms.SignalHistory;
import io.github.niccosim.waveforms.Timescale;
import io.github.niccosim.waveforms.Variable;
import io.github.niccosim.waveforms.Waveform;
import io.github.niccosim.waveforms.WaveformInfo;
import io.github.niccosim.waveforms.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Makes the text of one page: chooses the window, packs the signals, joins the scripts. */
final class HtmlPage {
  private static final String[] SCRIPTS = {
    "data", "format", "state", "lanes", "draw", "panels", "input", "export", "main"
  };

  /** Signals before packing may take this much; more would slow down the start of the page. */
  private static final long MOST_RAW_BYTES = 96L << 20;

  private static final int FIRST_ROWS = 40;

  private final HtmlView view;
  private final Waveform wave;
  private final Set<Variable> wanted = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private final StringBuilder entries = new StringBuilder();
  private long fromTicks;
  private long toTicks;

  HtmlPage(HtmlView view) {
    this.view = view;
    this.wave = view.wave();
    fromTicks = view.fromTicks();
    toTicks = view.toTicks();
  }

  String html() {
    notes.addAll(wave.info().notes());
    wanted.addAll(view.embedded().isEmpty() ? wave.variables() : view.embedded());
    for (HtmlView.Row row : view.rows()) {
      if (row instanceof HtmlView.SignalRow signal) {
        wanted.add(signal.variable());
      }
    }
    HtmlTree tree = new HtmlTree(wanted);
    HtmlDifferences differences = new HtmlDifferences(view, tree);
    String treeJson = tree.json(wave.hierarchy().root(), differences::treeJson);
    byte[] packed = pack(tree, differences);
    HtmlLanes lanes = new HtmlLanes(view.logs(), wave.info().timescale(), fromTicks, toTicks);
    lanes.build();
    String rows = new HtmlRows(view, tree, lanes, differences).json(FIRST_ROWS);
    String document = document(treeJson, tree, lanes, differences, rows);
    return join(document, packed);
  }

  /** Pack all signals; cut the window until they fit. */
  private byte[] pack(HtmlTree tree, HtmlDifferences differences) {
    List<SignalHistory> histories = new ArrayList<>();
    tree.signals().forEach(variable -> histories.add(wave.history(variable)));
    histories.addAll(differences.otherHistories());
    cut(rawBytes(histories) / (double) MOST_RAW_BYTES);
    while (true) {
      byte[] packed = pack(histories);
      if (packed.length <= view.limit() || toTicks - fromTicks < 2) {
        return packed;
      }
      cut(Math.max(1.1, packed.length / (double) view.limit()));
    }
  }

  private long rawBytes(List<SignalHistory> histories) {
    long sum = 0;
    for (SignalHistory history : histories) {
      sum += SignalBytes.estimate(history, fromTicks, toTicks);
    }
    return sum;
  }

  /** Shorten the window by a factor around the first flag, or the middle of the view. */
  private void cut(double factor) {
    if (factor <= 1) {
      return;
    }
    long middle =
        view.flags().isEmpty()
            ? view.viewFromTicks() + (view.viewToTicks() - view.viewFromTicks()) / 2
            : view.flags().getFirst().ticks();
    long width = Math.max(1, (long) ((toTicks - fromTicks) / factor * 0.95));
    long from = Math.clamp(middle - width / 2, fromTicks, Math.max(fromTicks, toTicks - width));
    fromTicks = from;
    toTicks = Math.min(toTicks, from + width);
    Timescale scale = wave.info().timescale();
    notes.removeIf(note -> note.startsWith("cut to "));
    notes.add(
        "cut to "
            + scale.format(fromTicks)
            + " .. "
            + scale.format(toTicks)
            + ", the rest is in "
            + wave.file().getFileName());
  }

  private byte[] pack(List<SignalHistory> histories) {
    SignalBytes bytes = new SignalBytes(fromTicks, toTicks);
    entries.setLength(0);
    for (SignalHistory history : histories) {
      SignalBytes.Entry entry = bytes.add(history);
      entries.append(entries.isEmpty() ? "[" : ",[").append(entry.size());
      entries.append(',').append(entry.times()).append(',').append(entry.values());
      entries.append(',').append(entry.widthBits());
      entries.append(",\"").append(entry.kind()).append("\"]");
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    try (deflater) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (DeflaterOutputStream packed = new DeflaterOutputStream(out, deflater)) {
        packed.write(bytes.toBytes());
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String document(
      String tree, HtmlTree numbers, HtmlLanes lanes, HtmlDifferences differences, String rows) {
    WaveformInfo info = wave.info();
    StringBuilder out = new StringBuilder("{");
    field(out, "title", Json.quote(view.title()));
    field(out, "file", Json.quote(String.valueOf(wave.file().getFileName())));
    field(out, "exponent", "" + info.timescale().exponent());
    field(out, "start", "" + fromTicks);
    field(out, "end", "" + toTicks);
    long from = Math.clamp(view.viewFromTicks(), fromTicks, toTicks - 1);
    long to = Math.clamp(view.viewToTicks(), from + 1, toTicks);
    field(out, "view", "[" + from + "," + to + "]");
    field(out, "cursor", view.flags().isEmpty() ? "null" : "" + view.flags().getFirst().ticks());
    field(out, "notes", "[" + String.join(",", notes.stream().map(Json::quote).toList()) + "]");
    field(out, "flags", flags());
    field(out, "tree", tree);
    field(out, "enums", numbers.enums());
    field(out, "signals", "[" + entries + "]");
    field(out, "lanes", lanes.lanesJson());
    field(out, "kinds", lanes.kindsJson());
    field(out, "relations", lanes.relationsJson());
    field(out, "differences", differences.json(fromTicks, toTicks));
    field(out, "rows", rows);
    return out.append('}').toString();
  }

  private static void field(StringBuilder out, String name, String json) {
    out.append(out.length() > 1 ? ",\n\"" : "\"").append(name).append("\":").append(json);
  }

  private String flags() {
    StringBuilder out = new StringBuilder("[");
    for (HtmlView.Flag flag : view.flags()) {
      out.append(out.length() > 1 ? "," : "").append('[').append(flag.ticks());
      out.append(',').append(Json.quote(flag.text())).append(']');
    }
    return out.append(']').toString();
  }

  private String join(String document, byte[] packed) {
    StringBuilder scripts = new StringBuilder();
    for (String script : SCRIPTS) {
      scripts.append(resource(script + ".js").replaceFirst("^// SPDX.*\\R", "")).append('\n');
    }
    StringBuilder page = new StringBuilder(resource("viewer.html"));
    put(page, "@TITLE@", view.title().replace("&", "&amp;").replace("<", "&lt;"));
    put(page, "@STYLE@", resource("viewer.css"));
    put(page, "@SCRIPT@", scripts.toString());
    put(page, "@DATA@", Base64.getEncoder().encodeToString(packed));
    put(page, "@DOC@", document);
    return page.toString();
  }

  /** Replace the first occurrence, which stands before any text of a trace. */
  private static void put(StringBuilder page, String place, String text) {
    int at = page.indexOf(place);
    page.replace(at, at + place.length(), text);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("viewer resource is missing: name=" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import io.github.niccosim.waveforms.internal.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes transactions as a JSON trace, which ui.perfetto.dev and chrome://tracing open.
 *
 * <p>Each stream is a process, each transaction a pair of asynchronous events named by its kind:
 * slices of one stream overlap, which nested begin and end events cannot say. Label, attributes and
 * the numbers of related transactions are arguments. Times are microseconds with six decimals, that
 * is exact picoseconds.
 */
public final class PerfettoFile {
  private final List<String> streams;
  private final Writer out;
  private final Map<Long, List<Relation>> causes;
  private boolean first = true;

  private PerfettoFile(TransactionLog log, Writer out) {
    this.streams = new ArrayList<>(log.streams());
    this.causes = log.relations().stream().collect(Collectors.groupingBy(Relation::to));
    this.out = out;
  }

  /**
   * Write a log.
   *
   * @param log transactions
   * @param file file to write
   * @throws IOException if it cannot be written
   */
  public static void write(TransactionLog log, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      write(log, out);
    }
  }

  /**
   * Write a log.
   *
   * @param log transactions
   * @param out receives the text; not closed
   * @throws IOException if it cannot be written
   */
  public static void write(TransactionLog log, Writer out) throws IOException {
    PerfettoFile file = new PerfettoFile(log, out);
    out.write("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n");
    file.names();
    try {
      log.transactions().forEach(file::transaction);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    out.write("\n]}\n");
  }

  private void names() throws IOException {
    for (int i = 0; i < streams.size(); i++) {
      String name = Json.quote(streams.get(i));
      event(
          "\"ph\":\"M\",\"name\":\"process_name\",\"pid\":"
              + (i + 1)
              + ",\"args\":{\"name\":"
              + name
              + "}");
    }
  }

  private void transaction(Transaction each) {
    StringBuilder arguments = new StringBuilder();
    if (!each.label().isEmpty()) {
      argument(arguments, "label", Json.quote(each.label()));
    }
    for (Attribute attribute : each.attributes()) {
      String text = attribute.text();
      argument(
          arguments, attribute.name(), text == null ? "" + attribute.number() : Json.quote(text));
    }
    for (Relation cause : causes.getOrDefault(each.id(), List.of())) {
      argument(arguments, cause.kind(), "" + cause.from());
    }
    try {
      event(head("b", each.startPs(), each) + ",\"args\":{" + arguments + "}");
      event(head("e", each.endPs(), each));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void argument(StringBuilder out, String name, String json) {
    out.append(out.isEmpty() ? "" : ",").append(Json.quote(name)).append(':').append(json);
  }

  private String head(String phase, long timePs, Transaction each) {
    int pid = streams.indexOf(each.stream()) + 1;
    return "\"ph\":\""
        + phase
        + "\",\"ts\":"
        + microseconds(timePs)
        + ",\"pid\":"
        + pid
        + ",\"tid\":1,\"id\":"
        + each.id()
        + ",\"cat\":"
        + Json.quote(each.stream())
        + ",\"name\":"
        + Json.quote(each.kind());
  }

  private void event(String content) throws IOException {
    out.write((first ? "{" : ",\n{") + content + "}");
    first = false;
  }

  private static String microseconds(long timePs) {
    long whole = Math.floorDiv(timePs, 1_000_000L);
    String rest = Long.toString(1_000_000L + Math.floorMod(timePs, 1_000_000L));
    return whole + "." + rest.substring(1);
  }
}

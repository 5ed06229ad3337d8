// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes transactions as FTR, which Surfer and SCViewer open beside a wave file.
 *
 * <p>FTR is CBOR: an array of tagged chunks, here information (tag 6), dictionary of texts (8),
 * directory of streams (16) and generators (17) in chunk 10, one or more chunks 12 of transactions
 * per stream, relations (14). Nothing is compressed; the same log gives the same bytes.
 */
public final class FtrFile {
  private static final int SELF_DESCRIBED = 55799;
  private static final int INFO = 6;
  private static final int DICTIONARY = 8;
  private static final int DIRECTORY = 10;
  private static final int TRANSACTIONS = 12;
  private static final int RELATIONS = 14;
  private static final int STREAM = 16;
  private static final int GENERATOR = 17;
  private static final int EVENT = 6;
  private static final int ATTRIBUTE = 8;
  private static final int EPOCH = 1;
  private static final int PICOSECOND = -12;
  private static final int TYPE_INTEGER = 2;
  private static final int TYPE_STRING = 12;

  /** Chunks are closed once they are this large, so that a reader need not take all at once. */
  private static final int CHUNK_BYTES = 1 << 16;

  private final TransactionLog log;
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Map<String, Integer> streams = new LinkedHashMap<>();
  private final Map<String, Integer> generators = new LinkedHashMap<>();
  private final CborWriter directory = new CborWriter().beginArray();
  private final CborWriter relations = new CborWriter().beginArray();
  private final List<Chunk> chunks = new ArrayList<>();

  private record Chunk(int stream, long startPs, long endPs, byte[] content) {}

  private FtrFile(TransactionLog log) {
    this.log = log;
    texts.put("", 0);
  }

  /**
   * Write a log.
   *
   * @param log transactions; times must not be negative
   * @param file file to write
   * @throws IOException if it cannot be written
   */
  public static void write(TransactionLog log, Path file) throws IOException {
    Files.write(file, toBytes(log));
  }

  /**
   * Return a log as FTR.
   *
   * @param log transactions; times must not be negative
   * @return content of the file
   */
  public static byte[] toBytes(TransactionLog log) {
    return new FtrFile(log).content();
  }

  private byte[] content() {
    collect();
    for (String stream : streams.keySet()) {
      chunks(stream);
    }
    for (Relation relation : log.relations()) {
      relation(relation);
    }
    CborWriter file = new CborWriter().tag(SELF_DESCRIBED).beginArray();
    byte[] info = new CborWriter().array(2).number(PICOSECOND).tag(EPOCH).number(0).toBytes();
    file.tag(INFO).bytes(info);
    file.tag(DICTIONARY).bytes(dictionary());
    file.tag(DIRECTORY).bytes(directory.end().toBytes());
    for (Chunk chunk : chunks) {
      file.tag(TRANSACTIONS).array(4);
      file.number(chunk.stream()).number(chunk.startPs()).number(chunk.endPs());
      file.bytes(chunk.content());
    }
    if (!log.relations().isEmpty()) {
      file.tag(RELATIONS).bytes(relations.end().toBytes());
    }
    return file.end().toBytes();
  }

  private void collect() {
    for (String stream : log.streams()) {
      int number = streams.size() + 1;
      streams.put(stream, number);
      directory.tag(STREAM).array(3).number(number).number(text(stream)).number(text("TRANSACTOR"));
    }
    for (Transaction each : log.transactions()) {
      String key = each.stream() + '\n' + each.kind();
      if (!generators.containsKey(key)) {
        // Streams and generators share their numbers.
        int number = streams.size() + generators.size() + 1;
        generators.put(key, number);
        directory.tag(GENERATOR).array(3).number(number).number(text(each.kind()));
        directory.number(stream(each));
      }
    }
  }

  private void chunks(String stream) {
    CborWriter content = new CborWriter().beginArray();
    long start = Long.MAX_VALUE;
    long end = 0;
    for (Transaction each : log.transactions()) {
      if (!each.stream().equals(stream)) {
        continue;
      }
      transaction(each, content);
      start = Math.min(start, each.startPs());
      end = Math.max(end, each.endPs());
      if (content.size() > CHUNK_BYTES) {
        chunks.add(new Chunk(stream(each), start, end, content.end().toBytes()));
        content = new CborWriter().beginArray();
        start = Long.MAX_VALUE;
        end = 0;
      }
    }
    if (start != Long.MAX_VALUE) {
      chunks.add(new Chunk(number(streams, stream), start, end, content.end().toBytes()));
    }
  }

  private void transaction(Transaction each, CborWriter content) {
    boolean labelled = !each.label().isEmpty();
    content.array(1 + each.attributes().size() + (labelled ? 1 : 0)).tag(EVENT).array(4);
    content.number(each.id()).number(number(generators, each.stream() + '\n' + each.kind()));
    content.number(each.startPs()).number(each.endPs());
    if (labelled) {
      attribute(Attribute.of("label", each.label()), content);
    }
    for (Attribute attribute : each.attributes()) {
      attribute(attribute, content);
    }
  }

  private void attribute(Attribute attribute, CborWriter content) {
    String value = attribute.text();
    content.tag(ATTRIBUTE).array(3).number(text(attribute.name()));
    if (value == null) {
      content.number(TYPE_INTEGER).number(attribute.number());
    } else {
      content.number(TYPE_STRING).number(text(value));
    }
  }

  private void relation(Relation relation) {
    relations.array(5).number(text(relation.kind())).number(relation.from()).number(relation.to());
    relations.number(stream(log.transaction(relation.from())));
    relations.number(stream(log.transaction(relation.to())));
  }

  private byte[] dictionary() {
    CborWriter content = new CborWriter().map(texts.size());
    texts.forEach((text, number) -> content.number(number).text(text));
    return content.toBytes();
  }

  private int stream(Transaction each) {
    return number(streams, each.stream());
  }

  private int text(String text) {
    return texts.computeIfAbsent(text, key -> texts.size());
  }

  private static int number(Map<String, Integer> numbers, String key) {
    Integer number = numbers.get(key);
    if (number == null) {
      throw new IllegalStateException("no such entry: key=" + key);
    }
    return number;
  }
}

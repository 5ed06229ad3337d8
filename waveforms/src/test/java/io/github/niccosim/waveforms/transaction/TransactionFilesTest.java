// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** FTR is read back by a reader of CBOR that knows nothing about the writer. */
class TransactionFilesTest {
  private record Tagged(long tag, Object value) {}

  private static final Object BREAK = new Object();

  /** Read one item of CBOR: number, bytes, text, array, map or tag. */
  private static Object read(ByteBuffer in) {
    int first = in.get() & 0xFF;
    if (first == 0xFF) {
      return BREAK;
    }
    int low = first & 31;
    long value =
        switch (low) {
          case 24 -> in.get() & 0xFF;
          case 25 -> in.getShort() & 0xFFFF;
          case 26 -> in.getInt() & 0xFFFFFFFFL;
          case 27 -> in.getLong();
          case 31 -> Integer.MAX_VALUE;
          default -> low;
        };
    return switch (first >> 5) {
      case 0 -> value;
      case 1 -> -1 - value;
      case 2 -> bytes(in, (int) value);
      case 3 -> new String(bytes(in, (int) value), StandardCharsets.UTF_8);
      case 4 -> items(in, value);
      case 5 -> map(items(in, value * 2));
      case 6 -> new Tagged(value, read(in));
      default -> throw new AssertionError("unexpected item: first=" + first);
    };
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] content = new byte[length];
    in.get(content);
    return content;
  }

  private static List<Object> items(ByteBuffer in, long most) {
    List<Object> items = new ArrayList<>();
    while (items.size() < most) {
      Object item = read(in);
      if (item == BREAK) {
        break;
      }
      items.add(item);
    }
    return items;
  }

  private static Map<Object, Object> map(List<Object> items) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i += 2) {
      map.put(items.get(i), items.get(i + 1));
    }
    return map;
  }

  private static Object inside(Object bytes) {
    ByteBuffer in = ByteBuffer.wrap((byte[]) bytes);
    Object item = read(in);
    assertThat(in.hasRemaining()).isFalse();
    return item;
  }

  private static TransactionLog example() {
    TransactionLog log = new TransactionLog();
    long write =
        log.add(
            "axi", "write", "id 3", 1000, 5000, Attribute.of("beats", 16), Attribute.of("n", -7));
    long reply = log.add("axi", "reply", "", 5000, 70_000_000_000L, Attribute.of("resp", "OKAY"));
    log.add("irq", "pulse", "", 80, 90);
    log.relate("answers", write, reply);
    return log;
  }

  @Test
  @SuppressWarnings("unchecked")
  void ftrHoldsStreamsGeneratorsTransactionsAndRelations() {
    ByteBuffer in = ByteBuffer.wrap(FtrFile.toBytes(example()));
    Tagged file = (Tagged) read(in);
    assertThat(file.tag()).isEqualTo(55799);
    assertThat(in.hasRemaining()).isFalse();
    List<Tagged> chunks = (List<Tagged>) file.value();

    assertThat(chunks).extracting(Tagged::tag).containsExactly(6L, 8L, 10L, 12L, 12L, 14L);
    assertThat(inside(chunks.get(0).value())).isEqualTo(List.of(-12L, new Tagged(1, 0L)));
    Map<Object, String> texts = (Map<Object, String>) inside(chunks.get(1).value());
    assertThat(texts.get(0L)).isEmpty();
    List<Tagged> directory = (List<Tagged>) inside(chunks.get(2).value());
    assertThat(directory)
        .extracting(entry -> entry.tag() + texts.get(((List<Object>) entry.value()).get(1)))
        .containsExactly("16axi", "16irq", "17write", "17reply", "17pulse");
    List<Object> axi = (List<Object>) chunks.get(3).value();
    assertThat(axi.subList(0, 3)).containsExactly(1L, 1000L, 70_000_000_000L);
    List<List<Tagged>> transactions = (List<List<Tagged>>) inside(axi.get(3));
    assertThat(transactions.get(0).get(0)).isEqualTo(new Tagged(6, List.of(1L, 3L, 1000L, 5000L)));
    assertThat((List<Object>) transactions.get(0).get(2).value()).endsWith(2L, 16L);
    assertThat((List<Object>) transactions.get(0).get(3).value()).endsWith(2L, -7L);
    List<Object> resp = (List<Object>) transactions.get(1).get(1).value();
    assertThat(List.of(texts.get(resp.get(0)), resp.get(1), texts.get(resp.get(2))))
        .containsExactly("resp", 12L, "OKAY");
    List<List<Object>> relations = (List<List<Object>>) inside(chunks.get(5).value());
    assertThat(texts.get(relations.getFirst().getFirst())).isEqualTo("answers");
    assertThat(relations.getFirst().subList(1, 5)).containsExactly(1L, 2L, 1L, 1L);
  }

  @Test
  void longStreamsAreSplitIntoChunks() {
    TransactionLog log = new TransactionLog();
    for (int i = 0; i < 20_000; i++) {
      log.add("s", "k", "", i, i + 1L);
    }
    List<?> chunks = (List<?>) ((Tagged) read(ByteBuffer.wrap(FtrFile.toBytes(log)))).value();

    assertThat(chunks).hasSizeGreaterThan(5);
    long sum = 0;
    for (Object chunk : chunks) {
      if (((Tagged) chunk).tag() == 12) {
        sum += ((List<?>) inside(((List<?>) ((Tagged) chunk).value()).get(3))).size();
      }
    }
    assertThat(sum).isEqualTo(20_000);
  }

  @Test
  void perfettoHasOnePairOfAsynchronousEventsPerTransaction() throws IOException {
    StringWriter out = new StringWriter();
    PerfettoFile.write(example(), out);

    assertThat(out.toString().lines())
        .contains(
            "{\"ph\":\"M\",\"name\":\"process_name\",\"pid\":1,\"args\":{\"name\":\"axi\"}},",
            "{\"ph\":\"b\",\"ts\":0.001000,\"pid\":1,\"tid\":1,\"id\":1,\"cat\":\"axi\","
                + "\"name\":\"write\",\"args\":{\"label\":\"id 3\",\"beats\":16,\"n\":-7}},",
            "{\"ph\":\"e\",\"ts\":0.005000,\"pid\":1,\"tid\":1,\"id\":1,\"cat\":\"axi\","
                + "\"name\":\"write\"},",
            "{\"ph\":\"b\",\"ts\":0.005000,\"pid\":1,\"tid\":1,\"id\":2,\"cat\":\"axi\","
                + "\"name\":\"reply\",\"args\":{\"resp\":\"OKAY\",\"answers\":1}},");
  }
}

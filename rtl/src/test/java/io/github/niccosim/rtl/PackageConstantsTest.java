// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Java constants and {@code nicdma_pkg.sv} say the same. */
class PackageConstantsTest {

  private static final Pattern VECTOR =
      Pattern.compile("localparam logic \\[(?:17|31):0\\] (\\w+)\\s*= \\d+'h([0-9A-F_]+);");
  private static final Pattern INTEGER =
      Pattern.compile("localparam int unsigned (\\w+)\\s*= (\\d+);");
  private static final Pattern FIELD = Pattern.compile("logic\\s*(?:\\[(\\d+):0\\])?\\s*(\\w+);");
  private static final Pattern MEMBER = Pattern.compile("(\\w+)\\s*=\\s*\\d+'d(\\d+)");

  private final String source = read();

  @Test
  void registersAreEqual() {
    Map<String, Long> expected = new TreeMap<>();
    for (Matcher m = VECTOR.matcher(source); m.find(); ) {
      expected.put(
          snake(m.group(1).replaceFirst("^Reg(?=[A-Z])", "")),
          Long.parseLong(m.group(2).replace("_", ""), 16));
    }

    Map<String, Long> actual = constants(NicDmaRegisters.class);
    actual.keySet().removeIf(n -> n.endsWith("_STRIDE") || n.startsWith("RSS_TABLE_E"));
    actual.remove("RSS_KEY_WORDS");

    assertThat(expected).hasSizeGreaterThan(90);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void countersAreEqual() {
    Map<String, Long> expected = integers("^(Stat|QueueStat|TxQueueStat)(?!us).*", "");

    assertThat(expected).hasSize(30);
    assertThat(constants(NicDmaCounters.class)).isEqualTo(expected);
  }

  @Test
  void codesAreEqual() {
    assertThat(codes(NicDmaError.values())).isEqualTo(members("err_e", "Err"));
    assertThat(codes(RssHashType.values())).isEqualTo(members("hash_type_e", "Hash"));
    assertThat(codes(BusAccessKind.values())).isEqualTo(members("kind_e", "Kind"));
    assertThat(codes(QueueState.values())).isEqualTo(members("queue_state_e", "Queue"));
    assertThat(codes(DropPolicy.values())).isEqualTo(members("policy_e", "Policy"));
    assertThat(codes(EventKind.values())).isEqualTo(members("event_e", "Event"));
    Map<String, Long> status = new TreeMap<>();
    for (ErrorStatus bit : ErrorStatus.values()) {
      status.put(bit.name(), (long) bit.ordinal());
    }
    assertThat(status).isEqualTo(integers("^Status.*", "Status"));
  }

  @Test
  void codesAreFoundByValue() {
    for (NicDmaError error : NicDmaError.values()) {
      assertThat(NicDmaError.of(error.code())).isSameAs(error);
    }
  }

  @Test
  void recordFieldsAreEqual() {
    assertLayout("rx_desc_t", constants(RxDescriptorLayout.class));
    assertLayout("rx_cpl_t", constants(RxCompletionLayout.class));
    assertLayout("cpl_ext_t", constants(CompletionExtensionLayout.class));
    assertLayout("tx_desc_t", constants(TxDescriptorLayout.class));
    assertLayout("tx_cpl_t", constants(TxCompletionLayout.class));
    assertLayout("event_t", constants(EventLayout.class));
  }

  private void assertLayout(String struct, Map<String, Long> java) {
    Map<String, int[]> fields = struct(struct);
    Set<String> seen = new TreeSet<>(Set.of("BYTES"));
    assertThat(java.get("BYTES")).isEqualTo(16L);
    fields.forEach((name, lsbAndBits) -> {
      if (!name.startsWith("ZERO")) {
        assertThat(java).as(name).containsEntry(name + "_LSB", (long) lsbAndBits[0]);
        seen.add(name + "_LSB");
        if (java.containsKey(name + "_BITS")) {
          assertThat(java).containsEntry(name + "_BITS", (long) lsbAndBits[1]);
          seen.add(name + "_BITS");
        }
      }
    });
    assertThat(java.keySet()).isEqualTo(seen);
    assertThat(fields.values().stream().mapToInt(f -> f[1]).sum()).isEqualTo(128);
  }

  private Map<String, int[]> struct(String name) {
    int end = source.indexOf("} " + name + ";");
    int start = source.lastIndexOf("typedef struct packed {", end);
    Map<String, Integer> widths = new java.util.LinkedHashMap<>();
    for (Matcher m = FIELD.matcher(source.substring(start, end)); m.find(); ) {
      widths.put(snake(m.group(2)), m.group(1) == null ? 1 : Integer.parseInt(m.group(1)) + 1);
    }
    Map<String, int[]> fields = new TreeMap<>();
    int msb = 128;
    for (var field : widths.entrySet()) {
      msb -= field.getValue();
      fields.put(field.getKey(), new int[] {msb, field.getValue()});
    }
    return fields;
  }

  private Map<String, Long> integers(String namePattern, String prefix) {
    Map<String, Long> map = new TreeMap<>();
    for (Matcher m = INTEGER.matcher(source); m.find(); ) {
      if (m.group(1).matches(namePattern)) {
        map.put(snake(m.group(1).substring(prefix.length())), Long.parseLong(m.group(2)));
      }
    }
    return map;
  }

  private Map<String, Long> members(String name, String prefix) {
    int end = source.indexOf("} " + name + ";");
    int start = source.lastIndexOf("typedef enum", end);
    Map<String, Long> map = new TreeMap<>();
    for (Matcher m = MEMBER.matcher(source.substring(start, end)); m.find(); ) {
      map.put(snake(m.group(1).substring(prefix.length())), Long.parseLong(m.group(2)));
    }
    assertThat(map).isNotEmpty();
    return map;
  }

  private static Map<String, Long> codes(Enum<?>[] values) {
    Map<String, Long> map = new TreeMap<>();
    for (Enum<?> value : values) {
      try {
        Object code = value.getDeclaringClass().getMethod("code").invoke(value);
        map.put(value.name(), ((Integer) code).longValue());
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return map;
  }

  private static Map<String, Long> constants(Class<?> type) {
    Map<String, Long> map = new TreeMap<>();
    for (Field field : type.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        try {
          map.put(field.getName(), field.getInt(null) & 0xFFFF_FFFFL);
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return map;
  }

  private static String snake(String upperCamel) {
    return upperCamel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
  }

  private static String read() {
    try {
      return Files.readString(Path.of("src/nicdma_pkg.sv"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

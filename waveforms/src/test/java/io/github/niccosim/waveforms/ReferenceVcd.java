// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads VCD as simply as can be, word by word, with nothing shared with the product: the judge of
 * what {@code fst2vcd} and simulators wrote.
 */
final class ReferenceVcd {
  private record Signal(String kind, int width, List<String> names) {}

  private final Map<String, Signal> signals = new HashMap<>();
  private final Map<String, TreeMap<Long, String>> values = new HashMap<>();
  private final List<String> scopes = new ArrayList<>();

  /** Print the digest of a VCD's canonical dump: {@code java ReferenceVcd.java file.vcd}. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(digest(dump(Path.of(arguments[0]))));
  }

  static String digest(SortedMap<String, String> dump) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      dump.forEach((name, changes) -> sha.update((name + "\n" + changes + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static SortedMap<String, String> dump(Path vcd) throws IOException {
    String text = Files.readString(vcd, StandardCharsets.ISO_8859_1);
    return new ReferenceVcd().read(text);
  }

  private SortedMap<String, String> read(String text) {
    ArrayDeque<String> words = new ArrayDeque<>(List.of(text.strip().split("\\s+")));
    long now = 0;
    while (!words.isEmpty()) {
      String word = words.remove();
      char kind = word.charAt(0);
      if (word.equals("$var")) {
        declare(until(words));
      } else if (word.equals("$scope")) {
        scopes.add(until(words).get(1));
      } else if (word.equals("$upscope")) {
        until(words);
        scopes.removeLast();
      } else if (word.equals("$dumpvars") || word.startsWith("$dump") || word.equals("$end")) {
        continue;
      } else if (kind == '$') {
        until(words);
      } else if (kind == '#') {
        now = Long.parseLong(word.substring(1));
      } else if ("bBrRsSp".indexOf(kind) >= 0) {
        String value = word.substring(1);
        if (kind != 's'
            && !signals.containsKey(
                words.peek())) { // a port: states, strengths of 0, strengths of 1
          value += " " + words.remove() + " " + words.remove();
          kind = 's';
        }
        put(words.remove(), now, value, kind);
      } else {
        put(word.substring(1), now, word.substring(0, 1), kind);
      }
    }
    return dump();
  }

  private static List<String> until(ArrayDeque<String> words) {
    List<String> body = new ArrayList<>();
    for (String word = words.remove(); !word.equals("$end"); word = words.remove()) {
      body.add(word);
    }
    return body;
  }

  private void declare(List<String> body) {
    String name = String.join("", body.subList(3, body.size()));
    name = name.replaceFirst("\\[(-?\\d+):\\1\\]$", "[$1]");
    String path = scopes.isEmpty() ? name : String.join(".", scopes) + "." + name;
    int width = Integer.parseInt(body.get(1));
    signals
        .computeIfAbsent(body.get(2), id -> new Signal(body.get(0), width, new ArrayList<>()))
        .names()
        .add(path);
  }

  private void put(String id, long now, String value, char kind) {
    Signal signal = Objects.requireNonNull(signals.get(id), id);
    String shown = value.toLowerCase(Locale.ROOT);
    if (kind == 'r' || kind == 'R') {
      shown = real(Double.parseDouble(value.equals("nan") ? "NaN" : value));
    } else if (kind == 's' || kind == 'S') {
      shown = value;
    } else if (signal.kind().equals("event")) {
      if (shown.equals("x")) {
        return;
      }
      shown = "!";
    } else if (shown.length() < signal.width()) {
      char first = shown.charAt(0);
      String fill = first == '1' ? "0" : String.valueOf(first);
      shown = fill.repeat(signal.width() - shown.length()) + shown;
    }
    values.computeIfAbsent(id, key -> new TreeMap<>()).put(now, shown);
  }

  /** Write a number with the digits that fst2vcd keeps for sure. */
  static String real(double number) {
    return String.format(Locale.ROOT, "%.13e", number);
  }

  private SortedMap<String, String> dump() {
    SortedMap<String, String> dump = new TreeMap<>();
    signals.forEach((id, signal) -> {
      StringBuilder changes = new StringBuilder();
      String last = first(signal);
      for (Map.Entry<Long, String> e : values.getOrDefault(id, new TreeMap<>()).entrySet()) {
        if (!e.getValue().equals(last)) {
          changes.append(e.getKey()).append('=').append(e.getValue()).append(' ');
          last = signal.kind().equals("event") ? "" : e.getValue();
        }
      }
      signal.names().forEach(name -> dump.put(name, changes.toString()));
    });
    return dump;
  }

  private static String first(Signal signal) {
    return switch (signal.kind()) {
      case "real", "realtime", "real_parameter", "shortreal" -> "NaN";
      case "string", "event", "port" -> "";
      default -> "x".repeat(Math.max(1, signal.width()));
    };
  }
}

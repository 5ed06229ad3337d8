// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A random sequence of operations, run against two subjects in lock-step.
 *
 * <p>Operations name what they act on by position among the references that are live at that
 * moment, so that any part of a sequence is a sequence too and failures can be shrunk.
 */
final class PoolSequence {
  record Op(int kind, int a, int b, int c) {}

  private record Token(int slot, long page) {}

  private static final int KINDS = 17;
  private static final int[] SIZES = {0, 1, 4, 16, 31, 32, 64, 256};
  private static final int[] FRAGMENTS = {0, 1, 64, 100, 1000, 1500, 2048, 2049, 3000, 4096, 5000};
  private static final int[] SYNCS = {-1, 0, 60, 1500, 4096, 9000};

  private final PoolSubject real;
  private final PoolSubject model;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Long> held = new ArrayList<>();
  private final boolean[] alive = new boolean[2];
  private final List<String> script = new ArrayList<>();
  private final boolean lateDirect;
  private long calls;

  /**
   * Create a sequence.
   *
   * @param lateDirect whether some direct puts go into destroyed pools, which leaks the page
   */
  PoolSequence(PoolSubject real, PoolSubject model, boolean lateDirect) {
    this.real = real;
    this.model = model;
    this.lateDirect = lateDirect;
  }

  /** Return what was done, in the language of {@code PoolScript}; runs of alloc are joined. */
  String script() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < script.size(); ) {
      String line = script.get(i);
      int first = i;
      do {
        i++;
      } while (line.endsWith(": alloc 1") && i < script.size() && script.get(i).equals(line));
      text.append(line.replace(": alloc 1", ": alloc " + (i - first))).append("; ");
    }
    return text.toString();
  }

  private void note(int slot, String operation) {
    note("AB".charAt(slot) + ": " + operation);
  }

  private void note(String operation) {
    calls++;
    script.add(operation);
  }

  static List<Op> random(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Op> ops = new ArrayList<>();
    ops.add(new Op(16, 0, random.nextInt(1 << 20), random.nextInt(1 << 20)));
    ops.add(new Op(16, 1, random.nextInt(1 << 20), random.nextInt(1 << 20)));
    while (ops.size() < length) {
      int kind = random.nextInt(KINDS);
      boolean rare = kind >= 12 && kind != 13;
      if (!rare || random.nextInt(12) == 0) {
        ops.add(new Op(kind, random.nextInt(2), random.nextInt(1 << 20), random.nextInt(1 << 20)));
      }
    }
    return ops;
  }

  /** Return how many operations were made one by one. */
  long calls() {
    return calls;
  }

  /** Run all operations; returns what differs first, or an empty text. */
  String run(List<Op> ops) {
    for (int i = 0; i < ops.size(); i++) {
      String difference;
      try {
        difference = step(ops.get(i));
      } catch (RuntimeException e) {
        difference = e.toString();
      }
      if (difference.isEmpty()) {
        difference = compare(real.observe(), model.observe());
      }
      if (!difference.isEmpty()) {
        return "operation " + i + " " + describe(ops.get(i)) + ": " + difference;
      }
    }
    return "";
  }

  private static String compare(Object real, Object model) {
    if (real.equals(model)) {
      return "";
    }
    List<String> left = real.toString().lines().toList();
    List<String> right = model.toString().lines().toList();
    int same = 0;
    while (same < left.size() && same < right.size() && left.get(same).equals(right.get(same))) {
      same++;
    }
    String mine = same < left.size() ? left.get(same) : "nothing more";
    String other = same < right.size() ? right.get(same) : "nothing more";
    return "\npool  " + mine + "\nmodel " + other;
  }

  static String describe(Op op) {
    String[] names = {
      "alloc", "burst", "frag", "palloc", "put", "putd", "putmany", "bulk", "get", "unget", "ref",
      "split", "nid", "env", "destroy", "tick", "create"
    };
    return names[op.kind] + " " + op.a + " " + op.b + " " + op.c;
  }

  private String step(Op op) {
    int slot = op.a;
    return switch (op.kind) {
      case 0 -> alloc(slot, 1 + op.b % 4);
      case 1 -> alloc(slot, op.b % 140);
      case 2 -> fragment(slot, FRAGMENTS[op.b % FRAGMENTS.length], false);
      case 3 -> fragment(slot, FRAGMENTS[op.b % FRAGMENTS.length], true);
      case 4 -> put(op.b, SYNCS[op.c % SYNCS.length], false);
      case 5 -> put(op.b, SYNCS[op.c % SYNCS.length], true);
      case 6 -> putMany(op.b, op.c);
      case 7 -> bulk(op.b, op.c % 17);
      case 8 -> get(op.b);
      case 9 -> unget(op.b);
      case 10 -> ref(op.b);
      case 11 -> split(op.b, 1 + op.c % 5);
      case 12 -> nid(slot, op.b % 2);
      case 13 -> environment(op.b, op.c);
      case 14 -> destroy(slot);
      case 15 -> tick();
      default -> create(slot, op.b, op.c);
    };
  }

  private String alloc(int slot, int count) {
    for (int i = 0; alive[slot] && i < count; i++) {
      note(slot, "alloc 1");
      long page = real.alloc(slot);
      String difference = compare(page, model.alloc(slot));
      if (!difference.isEmpty()) {
        return difference;
      }
      if (page != 0) {
        tokens.add(new Token(slot, page));
      }
    }
    return "";
  }

  private String fragment(int slot, int size, boolean either) {
    if (!alive[slot]) {
      return "";
    }
    note(slot, (either ? "palloc " : "frag ") + size);
    String fragment = real.fragment(slot, size, either);
    if (!fragment.equals("none")) {
      tokens.add(new Token(slot, Long.parseLong(fragment.substring(0, fragment.indexOf('@')))));
    }
    return compare(fragment, model.fragment(slot, size, either));
  }

  private String put(int which, int sync, boolean direct) {
    if (!tokens.isEmpty()) {
      Token token = take(which);
      boolean mayDirect = direct && (alive[token.slot] || (lateDirect && which % 16 == 0));
      note(token.slot, (mayDirect ? "putd #" : "put #") + token.page + " sz=" + sync);
      real.put(token.slot, token.page, sync, mayDirect);
      model.put(token.slot, token.page, sync, mayDirect);
    }
    return "";
  }

  /** Take one live reference out of the list, in constant time. */
  private Token take(int which) {
    int index = which % tokens.size();
    Token token = tokens.get(index);
    tokens.set(index, tokens.getLast());
    tokens.removeLast();
    return token;
  }

  private String putMany(int which, int count) {
    for (int i = count % 130; i > 0 && !tokens.isEmpty(); i--) {
      put(which + i, -1, (count & 256) != 0);
    }
    return "";
  }

  private String bulk(int which, int count) {
    long[] pages = new long[Math.min(count, tokens.size())];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = take(which + i).page;
    }
    if (pages.length > 0) {
      note(
          LongStream.of(pages)
              .mapToObj(page -> "#" + page)
              .collect(Collectors.joining(",", "bulk ", "")));
    }
    real.bulk(pages.clone());
    model.bulk(pages);
    return "";
  }

  private String get(int which) {
    if (!tokens.isEmpty()) {
      long page = tokens.get(which % tokens.size()).page;
      held.add(page);
      note("get #" + page);
      real.get(page);
      model.get(page);
    }
    return "";
  }

  private String unget(int which) {
    if (!held.isEmpty()) {
      long page = held.remove(which % held.size());
      note("unget #" + page);
      real.unget(page);
      model.unget(page);
    }
    return "";
  }

  private String ref(int which) {
    if (!tokens.isEmpty()) {
      Token token = tokens.get(which % tokens.size());
      tokens.add(token);
      note("ppget #" + token.page);
      real.ref(token.page);
      model.ref(token.page);
    }
    return "";
  }

  /** Splitting needs a page nobody else sees: allocate one for it. */
  private String split(int which, int holders) {
    int slot = which % 2;
    int before = tokens.size();
    String difference = alloc(slot, 1);
    if (difference.isEmpty() && tokens.size() > before) {
      Token token = tokens.getLast();
      note("fragment #" + token.page + " " + holders);
      real.split(token.page, holders);
      model.split(token.page, holders);
      for (int i = 1; i < holders; i++) {
        tokens.add(token);
      }
    }
    return difference;
  }

  private String nid(int slot, int node) {
    if (alive[slot]) {
      note(slot, "nid " + node);
      real.updateNid(slot, node);
      model.updateNid(slot, node);
    }
    return "";
  }

  private String environment(int which, int value) {
    String key =
        new String[] {
              "cpu",
              "softirq",
              "node",
              "napi",
              "budget",
              "bulkcap",
              "pfm",
              "mapfail",
              "align",
              "needsync",
              "rt"
            }
            [which % 11];
    int setting =
        switch (key) {
          case "cpu", "node", "softirq" -> value % 2;
          case "napi" -> value % 3 - 1;
          case "budget" -> value % 4 == 0 ? value % 200 : -1;
          case "bulkcap" -> value % 3 == 0 ? 1 + value % 70 : 1 << 20;
          case "mapfail" -> value % 70;
          case "align" -> value % 2 == 0 ? 1 : 64;
          case "needsync" -> value % 4 == 0 ? 0 : 1;
          default -> value % 5 == 0 ? 1 : 0;
        };
    note("env " + scriptKey(key) + "=" + scriptValue(key, setting));
    real.environment(key, setting);
    model.environment(key, setting);
    return "";
  }

  private static String scriptKey(String key) {
    return switch (key) {
      case "align" -> "dmaalign";
      case "needsync" -> "need_sync";
      default -> key;
    };
  }

  private static String scriptValue(String key, int setting) {
    return switch (key) {
      case "napi" -> "N:" + setting;
      case "budget" -> setting < 0 ? "inf" : Integer.toString(setting);
      default -> Integer.toString(setting);
    };
  }

  private String destroy(int slot) {
    if (alive[slot]) {
      alive[slot] = false;
      note(slot, "destroy");
      real.destroy(slot);
      model.destroy(slot);
    }
    return "";
  }

  private String tick() {
    note("tick 1");
    real.tick();
    model.tick();
    return "";
  }

  private String create(int slot, int a, int b) {
    boolean used = tokens.stream().anyMatch(token -> token.slot == slot);
    if (alive[slot] || used) {
      return "";
    }
    int order = a % 5 == 0 ? 1 + a % 3 : 0;
    boolean map = (b & 1) != 0;
    boolean sync = map && (b & 2) != 0;
    PoolSubject.Settings settings =
        new PoolSubject.Settings(
            SIZES[a % SIZES.length],
            order,
            b % 3 - 1,
            map,
            sync,
            (b & 4) != 0 ? 64 : 0,
            sync ? 1 + b % 4000 : 0);
    note(settings.script("AB".charAt(slot), slot == 0));
    real.create(slot, settings);
    model.create(slot, settings);
    alive[slot] = true;
    return "";
  }
}

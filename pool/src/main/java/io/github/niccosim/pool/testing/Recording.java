// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.KernelRules;
import io.github.niccosim.pool.frag.PageFragCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replays a recording of many sequences and finds the first line that comes out differently.
 *
 * <pre>
 * #seq NAME pool|up|down [pageShift]     a new machine; up and down are fragment caches
 * operation =&gt; result | values | events  one {@link Step#line}, as recorded
 * </pre>
 *
 * <p>Other lines that start with {@code #} and empty lines are skipped. Runs of the same operation
 * need not be abbreviated: a million lines replay in a few seconds.
 */
public final class Recording {
  private static final String SEQUENCE = "#seq ";
  private static final String ARROW = " =>";
  private static final int BEFORE = 40;
  private static final int EXCERPT = 160;

  private long operations;
  private int sequences;
  private String sequence = "";

  /** Create a replayer. */
  public Recording() {}

  /**
   * Replay everything a reader yields.
   *
   * @param recording recorded lines; read to the end or to the first difference, not closed
   * @return description of the first difference, or {@code null} when there is none
   * @throws IOException if reading fails
   * @throws IllegalArgumentException if a line cannot be understood
   */
  public @Nullable String firstDifference(BufferedReader recording) throws IOException {
    Function<String, Step> stepper = null;
    for (String line = recording.readLine(); line != null; line = recording.readLine()) {
      if (line.startsWith(SEQUENCE)) {
        sequence = line.substring(SEQUENCE.length());
        stepper = stepper(sequence.split("\\s+"));
        sequences++;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String difference = replay(stepper, line);
        if (difference != null) {
          return difference;
        }
      }
    }
    return null;
  }

  private static Function<String, Step> stepper(String[] words) {
    int pageShift = words.length > 2 ? Integer.parseInt(words[2]) : 12;
    PoolLab lab = new PoolLab(pageShift, KernelRules.BASELINE);
    return switch (words[1]) {
      case "pool" -> new PoolScript(lab)::step;
      case "up" -> new FragScript(lab, PageFragCache.Direction.UP)::step;
      case "down" -> new FragScript(lab, PageFragCache.Direction.DOWN)::step;
      default -> throw new IllegalArgumentException("kind of sequence not known: " + words[1]);
    };
  }

  private @Nullable String replay(@Nullable Function<String, Step> stepper, String line) {
    int arrow = line.indexOf(ARROW);
    if (stepper == null || arrow < 0) {
      throw new IllegalArgumentException("recorded line not understood: " + line);
    }
    String operation = line.substring(0, arrow);
    String here = stepper.apply(operation).line();
    operations++;
    return here.equals(line) ? null : describe(operation, line, here);
  }

  private String describe(String operation, String recorded, String here) {
    int from = Math.max(0, Arrays.mismatch(recorded.toCharArray(), here.toCharArray()) - BEFORE);
    return "sequence "
        + sequence
        + ", operation "
        + operations
        + ": "
        + operation
        + "\nrecorded …"
        + excerpt(recorded, from)
        + "\nhere     …"
        + excerpt(here, from);
  }

  private static String excerpt(String line, int from) {
    String rest = line.substring(Math.min(from, line.length()));
    return rest.length() <= EXCERPT ? rest : rest.substring(0, EXCERPT) + "…";
  }

  /** Return how many operations were replayed so far. */
  public long operations() {
    return operations;
  }

  /** Return how many sequences were begun so far. */
  public int sequences() {
    return sequences;
  }
}

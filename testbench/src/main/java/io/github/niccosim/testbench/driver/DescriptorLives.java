// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.testbench.sim.FailureDetails;
import io.github.niccosim.waveforms.Distribution;
import io.github.niccosim.waveforms.transaction.Attribute;
import io.github.niccosim.waveforms.transaction.DescriptorLife;
import io.github.niccosim.waveforms.transaction.DescriptorLog;
import io.github.niccosim.waveforms.transaction.DescriptorStage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Find the descriptor that a failure is about, tell its life, and measure the stages of all.
 *
 * <p>A stage is the time from one point of a life to the next: <em>fetch</em> from the doorbell to
 * the last beat of the read, <em>wait</em> until the first data burst (a frame has to come),
 * <em>write</em> until the last data response, <em>complete</em> until the completion is in memory,
 * <em>interrupt</em>, <em>poll</em> until the driver reads it, <em>recycle</em> until the page is
 * back in its pool.
 */
public final class DescriptorLives {

  private static final int LINE = 78;

  /** A stage this many times slower than 99 of 100 is called late. */
  private static final int LATE_FACTOR = 2;

  private static final int FEW = 20;

  private DescriptorLives() {}

  static boolean isPostedOnly(DescriptorLife life, long timePs) {
    OptionalLong posted = life.timePs(DescriptorStage.POSTED);
    return posted.isPresent()
        && posted.getAsLong() <= timePs
        && life.timePs(DescriptorStage.FETCHED).isEmpty();
  }

  /**
   * Find the use of a slot that had a page at a time.
   *
   * @param log lives
   * @param queue receive queue
   * @param page page frame number
   * @param timePs simulated time
   * @return the latest one posted before that time
   */
  static Optional<DescriptorLife> ofPage(DescriptorLog log, int queue, long page, long timePs) {
    Attribute wanted = Attribute.ofAddress("page", page);
    return log.lives().stream()
        .filter(life -> queue < 0 || life.queue() == queue)
        .filter(life -> life.attributes().contains(wanted))
        .filter(life -> life.timePs(DescriptorStage.POSTED).orElse(Long.MAX_VALUE) < timePs)
        .reduce((first, second) -> second);
  }

  /**
   * Find the use that hangs: of those not over, the one that came furthest, the oldest of equals.
   *
   * @param log lives
   * @return nothing if none was begun
   */
  static Optional<DescriptorLife> stuck(DescriptorLog log) {
    DescriptorLife found = null;
    int furthest = DescriptorStage.POSTED.ordinal();
    for (DescriptorLife life : log.lives()) {
      int reached = reached(life);
      if (reached < DescriptorStage.RECYCLED.ordinal() && reached > furthest) {
        furthest = reached;
        found = life;
      }
    }
    return Optional.ofNullable(found);
  }

  private static int reached(DescriptorLife life) {
    int reached = -1;
    for (DescriptorStage stage : DescriptorStage.values()) {
      if (life.timePs(stage).isPresent()) {
        reached = stage.ordinal();
      }
    }
    return reached;
  }

  /**
   * Measure every stage.
   *
   * @param log lives
   * @return figures in picoseconds by the name of the stage, in the order of a life; stages that
   *     nobody passed are absent
   */
  public static Map<Stage, Distribution> stages(DescriptorLog log) {
    Map<Stage, List<Long>> times = new EnumMap<>(Stage.class);
    for (DescriptorLife life : log.lives()) {
      for (Stage stage : Stage.values()) {
        OptionalLong length = stage.lengthPs(life);
        if (length.isPresent()) {
          times.computeIfAbsent(stage, key -> new ArrayList<>()).add(length.getAsLong());
        }
      }
    }
    Map<Stage, Distribution> figures = new EnumMap<>(Stage.class);
    times.forEach((stage, all) ->
        figures.put(stage, Distribution.of(all.stream().mapToLong(Long::longValue).toArray())));
    return figures;
  }

  /** Name what lies between two points of a life. */
  public enum Stage {
    /** From the doorbell to the last beat of the read. */
    FETCH(DescriptorStage.FETCHED),
    /** From there to the first data burst: a frame has to come. */
    WAIT(DescriptorStage.WRITTEN) {
      @Override
      OptionalLong endPs(DescriptorLife life) {
        OptionalLong burst = firstBurstPs(life);
        OptionalLong fetched = life.timePs(DescriptorStage.FETCHED);
        // The read of several descriptors goes on while the first of them is used already.
        return burst.isPresent() && fetched.isPresent()
            ? OptionalLong.of(Math.max(burst.getAsLong(), fetched.getAsLong()))
            : burst;
      }
    },
    /** From the first data burst to the last response. */
    WRITE(DescriptorStage.WRITTEN) {
      @Override
      OptionalLong startPs(DescriptorLife life) {
        return firstBurstPs(life);
      }
    },
    /** From the last response to the completion in memory. */
    COMPLETE(DescriptorStage.COMPLETED),
    /** From the completion to the interrupt that announces it. */
    INTERRUPT(DescriptorStage.INTERRUPT),
    /** From the interrupt, or the completion without one, to the driver's reading it. */
    POLL(DescriptorStage.POLLED),
    /** From there to the return of the page. */
    RECYCLE(DescriptorStage.RECYCLED);

    private final DescriptorStage end;

    Stage(DescriptorStage end) {
      this.end = end;
    }

    /** Return the name in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    OptionalLong endPs(DescriptorLife life) {
      return life.timePs(end);
    }

    OptionalLong startPs(DescriptorLife life) {
      DescriptorStage[] points = DescriptorStage.values();
      for (int i = end.ordinal() - 1; i >= 0; i--) {
        if (life.timePs(points[i]).isPresent()) {
          return life.timePs(points[i]);
        }
      }
      return OptionalLong.empty();
    }

    /** Return the length of this stage in a life that passed it. */
    OptionalLong lengthPs(DescriptorLife life) {
      OptionalLong from = startPs(life);
      OptionalLong to = endPs(life);
      return from.isEmpty() || to.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(to.getAsLong() - from.getAsLong());
    }
  }

  private static OptionalLong firstBurstPs(DescriptorLife life) {
    return life.bursts().stream().mapToLong(DescriptorLife.Burst::startPs).min();
  }

  /**
   * Tell one life against all others: when it was posted, how long each stage took, and what is
   * missing, late or out of order.
   *
   * @param life use of a slot
   * @param log all of them
   * @return lines of at most 78 characters
   */
  static List<String> story(DescriptorLife life, DescriptorLog log) {
    Map<Stage, Distribution> usual = stages(log);
    List<String> words = new ArrayList<>();
    words.add("posted " + ns(life.timePs(DescriptorStage.POSTED).orElse(0)) + " ns");
    boolean told = false;
    for (Stage stage : Stage.values()) {
      OptionalLong length = stage.lengthPs(life);
      if (length.isPresent()) {
        words.add(stage.word() + verdict(stage, length.getAsLong(), usual.get(stage)));
      } else if (stage != Stage.INTERRUPT && !told && isMissing(stage, life, usual)) {
        words.add(stage.word() + " MISSING");
        told = true;
      }
    }
    return wrapped("descriptor " + life.name() + ": ", words);
  }

  /**
   * A stage that nobody passes, although lives go on after it, is one this engine does not have.
   */
  private static boolean isMissing(
      Stage stage, DescriptorLife life, Map<Stage, Distribution> usual) {
    return usual.containsKey(stage) || reached(life) < stage.end.ordinal();
  }

  /**
   * Find the moment in a life that is worth looking at: where a stage ended too early or late, or
   * where the one before a missing stage ended.
   *
   * @param life use of a slot
   * @param log all of them
   * @return when and what; nothing if the life is as usual
   */
  static Optional<FailureDetails.Flag> oddity(DescriptorLife life, DescriptorLog log) {
    Map<Stage, Distribution> usual = stages(log);
    long lastPs = life.timePs(DescriptorStage.POSTED).orElse(0);
    for (Stage stage : Stage.values()) {
      OptionalLong length = stage.lengthPs(life);
      String text = life.name() + " " + stage.word();
      if (length.isPresent()) {
        String verdict = verdict(stage, length.getAsLong(), usual.get(stage));
        lastPs = stage.endPs(life).orElse(lastPs);
        if (verdict.contains("EARLY") || verdict.contains("LATE")) {
          return Optional.of(new FailureDetails.Flag(lastPs, text + verdict));
        }
      } else if (stage != Stage.INTERRUPT && isMissing(stage, life, usual)) {
        return Optional.of(new FailureDetails.Flag(lastPs, text + " MISSING"));
      }
    }
    return Optional.empty();
  }

  private static String verdict(Stage stage, long lengthPs, @Nullable Distribution usual) {
    String text = (lengthPs < 0 ? " " : " +") + ns(lengthPs);
    if (lengthPs < 0) {
      return text + " TOO EARLY";
    }
    if (stage == Stage.WAIT
        || usual == null
        || usual.count() < FEW
        || lengthPs <= LATE_FACTOR * usual.p99()) {
      return text;
    }
    return text + " LATE (median +" + ns(usual.p50()) + ")";
  }

  private static String ns(long timePs) {
    return String.format(Locale.ROOT, timePs % 1000 == 0 ? "%.0f" : "%.1f", timePs / 1000.0);
  }

  private static List<String> wrapped(String head, List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean first = true;
    for (String word : words) {
      if (!first) {
        line.append(line.length() + word.length() + 2 > LINE ? "," : ", ");
      }
      if (!first && line.length() + word.length() + 1 > LINE) {
        lines.add(line.toString());
        line = new StringBuilder("    ");
      }
      line.append(word);
      first = false;
    }
    lines.add(line.toString());
    return lines;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A snapshot of functional coverage: to merge over tests, to store, to print, to hold to its goals.
 *
 * @param schema layout of the JSON, {@value #SCHEMA}
 * @param groups in the order in which they were first seen
 */
public record Coverage(String schema, List<Group> groups) {
  /** Identifies the layout of the JSON; keys are added, never renamed. */
  public static final String SCHEMA = "nic-cosim.functional-coverage/1";

  /**
   * One cover group.
   *
   * @param goalPercent covered share of every item that is enough
   * @param items points, then crosses
   */
  public record Group(String name, double goalPercent, long samples, List<Item> items) {
    /** Keep an own copy. */
    public Group {
      items = List.copyOf(items);
    }
  }

  /** One point or cross. */
  public record Item(String name, List<Bin> bins) {
    /** Keep an own copy. */
    public Item {
      bins = List.copyOf(bins);
    }

    /** Return the covered share of the counted bins, 0..100; 100 without any. */
    public double percent() {
      long wanted = bins.stream().filter(each -> each.kind() == Bin.Kind.COUNTED).count();
      long missed = bins.stream().filter(each -> !each.isCovered()).count();
      return wanted == 0 ? 100 : 100.0 * (wanted - missed) / wanted;
    }
  }

  /** Keep an own copy. */
  public Coverage {
    groups = List.copyOf(groups);
  }

  /**
   * Take the counts of some groups.
   *
   * @param groups with different names
   */
  public static Coverage of(CoverGroup<?>... groups) {
    return new Coverage(SCHEMA, Arrays.stream(groups).map(CoverGroup::snapshot).toList());
  }

  /**
   * Add the hits of another run: groups, items and bins are matched by name.
   *
   * @param other of the same or of other groups
   * @throws CoverageException if a bin means another thing there
   */
  public Coverage merge(Coverage other) {
    Map<String, Group> merged = new LinkedHashMap<>();
    groups.forEach(each -> merged.put(each.name(), each));
    other.groups.forEach(each -> merged.merge(each.name(), each, CoverageMerge::groups));
    return new Coverage(SCHEMA, List.copyOf(merged.values()));
  }

  /**
   * Write the JSON, folders included.
   *
   * @param file overwritten
   */
  public void write(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(
          file,
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this)
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Read what {@link #write} wrote.
   *
   * @param file JSON of this schema
   * @throws CoverageException if it is something else
   */
  public static Coverage read(Path file) {
    try {
      Coverage coverage =
          JsonMapper.builder().build().readValue(Files.readString(file), Coverage.class);
      if (!coverage.schema().equals(SCHEMA)) {
        throw new CoverageException(
            "coverage file has another schema: file=%s schema=%s (expected: %s)"
                .formatted(file, coverage.schema(), SCHEMA));
      }
      return coverage;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException | NullPointerException e) {
      throw new CoverageException(
          "coverage file cannot be read: file=%s reason=%s (expected: JSON of schema %s)"
              .formatted(file, e.getMessage(), SCHEMA));
    }
  }

  /**
   * Read and merge every {@code .json} of a folder, in the order of their names.
   *
   * @param folder where tests wrote theirs
   * @throws CoverageException if one is something else, or two do not fit together
   */
  public static Coverage readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Coverage::read)
          .reduce(new Coverage(SCHEMA, List.of()), Coverage::merge);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Return whether every point and cross reached the goal of its group. */
  public boolean reachesGoals() {
    return groups.stream()
        .allMatch(group ->
            group.items().stream().allMatch(item -> item.percent() >= group.goalPercent()));
  }

  /**
   * Fail unless every point and cross reached the goal of its group.
   *
   * @throws CoverageException with the table
   */
  public void checkGoals() {
    if (!reachesGoals()) {
      throw new CoverageException("coverage goal missed:\n" + table());
    }
  }

  /** Return a table: a line for each point and cross, then its holes. */
  public String table() {
    StringBuilder table = new StringBuilder();
    for (Group group : groups) {
      table.append(
          String.format(
              Locale.ROOT,
              "%s: %d samples, goal %.0f %%\n",
              group.name(),
              group.samples(),
              group.goalPercent()));
      for (Item item : group.items()) {
        appendItem(table, group, item);
      }
    }
    return table.toString();
  }

  private static void appendItem(StringBuilder table, Group group, Item item) {
    List<Bin> counted =
        item.bins().stream().filter(each -> each.kind() == Bin.Kind.COUNTED).toList();
    List<Bin> holes = counted.stream().filter(each -> !each.isCovered()).toList();
    table.append(
        String.format(
            Locale.ROOT,
            "  %-4s %-24s %5.1f %%  %d of %d bins\n",
            item.percent() >= group.goalPercent() ? "ok" : "MISS",
            item.name(),
            item.percent(),
            counted.size() - holes.size(),
            counted.size()));
    List<String> shown = new ArrayList<>();
    for (Bin hole : holes.subList(0, Math.min(8, holes.size()))) {
      shown.add("%s (%d of %d)".formatted(hole.name(), hole.hits(), hole.atLeast()));
    }
    if (!holes.isEmpty()) {
      String more = holes.size() > shown.size() ? ", ..." : "";
      table.append("       holes: ").append(String.join(", ", shown)).append(more).append('\n');
    }
    for (Bin bin : item.bins()) {
      if (bin.kind() == Bin.Kind.ILLEGAL && bin.hits() > 0) {
        table.append("       ILLEGAL: ").append(bin.name()).append(" hits=").append(bin.hits());
        table.append('\n');
      }
    }
  }
}

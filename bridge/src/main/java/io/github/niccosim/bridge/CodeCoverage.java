// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Hold the code coverage of one model, one test or many of them.
 *
 * <p>{@link Model#coverage()} gives what one model has counted so far; {@link #merge} adds up; the
 * result goes to lcov (for genhtml and editors), to Verilator's own format, or to a table. Points
 * that no run has reached are part of it. Immutable and safe for use by several threads.
 */
public final class CodeCoverage {
  /** No points. */
  public static final CodeCoverage EMPTY = new CodeCoverage(List.of());

  private final List<CoveragePoint> points;

  private CodeCoverage(Collection<CoveragePoint> points) {
    TreeMap<CoveragePoint, Long> sums = new TreeMap<>();
    points.forEach(point -> sums.merge(point.withCount(0), point.count(), CodeCoverage::add));
    List<CoveragePoint> merged = new ArrayList<>(sums.size());
    sums.forEach((point, count) -> merged.add(point.withCount(count)));
    this.points = Collections.unmodifiableList(merged);
  }

  private static long add(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * Read a {@code coverage.dat} of Verilator, whoever wrote it.
   *
   * @param file coverage file
   * @return its points
   * @throws ModelException if it cannot be read or is something else
   */
  public static CodeCoverage read(Path file) {
    try {
      return new CodeCoverage(
          CoverageFile.parse(Files.readString(file, StandardCharsets.ISO_8859_1), file));
    } catch (IOException e) {
      throw new ModelException("coverage cannot be read: file=" + file + " reason=" + e);
    }
  }

  /**
   * Add up the coverage of several runs.
   *
   * @param runs any number of them, of one model or of several
   * @return every point of any of them, with the sum of its counts
   */
  public static CodeCoverage merge(Collection<CodeCoverage> runs) {
    List<CoveragePoint> all = new ArrayList<>();
    runs.forEach(run -> all.addAll(run.points));
    return new CodeCoverage(all);
  }

  /**
   * Add another run to this one.
   *
   * @param other coverage of it
   * @return the sum; neither of the two changes
   */
  public CodeCoverage merge(CodeCoverage other) {
    return merge(List.of(this, other));
  }

  /**
   * Return the points that pass a test.
   *
   * @param wanted for example {@code point -> point.file().contains("/rtl/")}
   * @return coverage of these points only
   */
  public CodeCoverage filter(Predicate<CoveragePoint> wanted) {
    return new CodeCoverage(points.stream().filter(wanted).toList());
  }

  /**
   * Return all points, ordered by file, line and column.
   *
   * @return unmodifiable
   */
  public List<CoveragePoint> points() {
    return points;
  }

  /**
   * Return how many points of a kind there are.
   *
   * @param kind what to count
   * @return points, reached or not
   */
  public int total(CoverageKind kind) {
    return (int) points.stream().filter(point -> point.kind() == kind).count();
  }

  /**
   * Return how many points of a kind were reached.
   *
   * @param kind what to count
   * @return points reached at least once
   */
  public int covered(CoverageKind kind) {
    return (int) points.stream().filter(point -> point.kind() == kind && point.hit()).count();
  }

  /**
   * Return how many RTL lines have code that is counted.
   *
   * @return lines of all files
   */
  public int totalLines() {
    return CoverageLines.of(points).values().stream().mapToInt(CoverageLines::total).sum();
  }

  /**
   * Return how many RTL lines were executed.
   *
   * @return lines of all files
   */
  public int coveredLines() {
    return CoverageLines.of(points).values().stream().mapToInt(CoverageLines::covered).sum();
  }

  /**
   * Render a table: one row for each file, then the sum.
   *
   * @return lines of at most 100 columns, each with a line feed; columns of kinds not counted are
   *     left out
   */
  public String table() {
    return CoverageReport.table(points);
  }

  /**
   * Write an lcov tracefile: executed lines and branches, for genhtml and editors.
   *
   * <p>A line counts as often as its most frequent block, all instances of the module together.
   * Toggles and cover statements are no lines: {@link #table()} has them.
   *
   * @param file replaced if it exists
   * @param testName name of the run, letters, digits and {@code _}; may be empty
   * @throws ModelException if it cannot be written
   */
  public void writeLcov(Path file, String testName) {
    write(file, CoverageReport.lcov(points, testName));
  }

  /**
   * Write it as {@code coverage.dat}, for {@link #read} and Verilator's own tools.
   *
   * @param file replaced if it exists
   * @throws ModelException if it cannot be written
   */
  public void writeDat(Path file) {
    write(file, CoverageFile.format(points));
  }

  /** Ask a model for its counters; Verilator can only write them to a file. */
  static CodeCoverage of(long model) {
    try {
      Path file = Files.createTempFile("nic-cosim-coverage", ".dat");
      try {
        NativeBridge.writeCoverage(model, file.toString());
        return read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new ModelException("temporary file cannot be used: reason=" + e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ModelException("coverage cannot be written: file=" + file + " reason=" + e);
    }
  }

  @Override
  public String toString() {
    return "CodeCoverage[%d of %d lines, %d points]"
        .formatted(coveredLines(), totalLines(), points.size());
  }
}

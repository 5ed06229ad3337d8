// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.testing;

import io.github.niccosim.pool.PoolRecorder;
import io.github.niccosim.pool.PoolRecorder.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one operation of a script did.
 *
 * @param operation the operation as written
 * @param result what it returned, in words; empty for operations without result
 * @param snapshots values after it, by name: pools alive or just gone, or the one fragment cache
 * @param events what was asked of page allocator and DMA API, and warnings, oldest first
 */
public record Step(
    String operation,
    String result,
    Map<String, String> snapshots,
    List<PoolRecorder.Event> events) {
  /** Return whether the kernel would have warned or noticed a broken rule. */
  public boolean warned() {
    return events.stream().anyMatch(event -> event.kind() == Kind.WARNING);
  }

  /**
   * Return the whole step on one line: {@code operation => result [WARN] | name: values | events}.
   *
   * <p>Events read {@code alloc pg7 4096}, {@code map pg7 0+4096 FROM_DEVICE}, {@code unmap …},
   * {@code sync pg7 64+1536 FROM_DEVICE}, {@code free pg7 4096}. Texts of warnings are left out.
   */
  public String line() {
    StringBuilder line = new StringBuilder(operation).append(" =>");
    line.append(result.isEmpty() ? "" : " " + result);
    line.append(warned() ? " WARN" : "");
    snapshots.forEach(
        (name, values) -> line.append(" | ").append(name).append(": ").append(values));
    return line.append(" | ").append(eventsLine()).toString().stripTrailing();
  }

  private String eventsLine() {
    return events.stream()
        .filter(event -> event.kind() != Kind.WARNING && event.kind() != Kind.MISUSE)
        .map(PoolRecorder.Event::toString)
        .collect(Collectors.joining(", "));
  }
}

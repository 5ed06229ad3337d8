// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every known class of DMA bugs has its test, and the page that says so is current. */
class BugClassTableTest {

  private static final List<Class<?>> SUITES =
      List.of(
          AnyEngineTest.class,
          NicDropTest.class,
          NicErrorTest.class,
          NicGeometryTest.class,
          NicInterruptTest.class,
          NicLatencyTest.class,
          NicMutantTest.class,
          NicReceiveTest.class,
          NicSendFeatureTest.class,
          NicTransmitTest.class);

  private static final String HEAD =
      """
      # Known classes of DMA bugs and the tests that catch them

      What users and maintainers of DMA engines ran into, and the test methods made for it. Generated from the
      `@BugClass` annotations of the suites by `BugClassTableTest` (`-Dniccosim.update=true` writes it anew).

      | # | what goes wrong | tests |
      |---|---|---|
      """;

  private static final String CLASSES =
      """
      1 | only one address bit compared for the 4 KiB limit: burst crosses a page
      2 | unaligned frames back to back with descriptors queued: lanes mixed up
      3 | count of bursts in flight loses an update when one starts and one ends together
      5 | buffer of length zero
      6 | read data out of order or interleaved
      7 | completion visible before the data
      8 | completion after the first of several bursts
      9 | strobes or data change while WVALID waits
      10 | AW without data, or data without AW
      11 | reads ask for more than the buffer can take
      12 | more responses withheld than the counter holds
      13 | frame that fills its buffer exactly: one burst beyond it
      14 | end of a short frame leaks into the next long one
      15 | error answers leak IDs until none is left
      16 | drop decided on the first, a middle or the last beat leaves a part behind
      17 | poll budget exhausted: consumer index not posted
      18 | ring empty and no page to be had: nothing starts it again
      19 | frames lost without a count, bursts of a ring's size
      20 | completion without a descriptor ever fetched
      21 | interrupt lost between completion and re-arm
      22 | two vectors fire together: the wrong one is cleared
      23 | completion names a slot that is not posted
      24 | stale descriptor or completion after a ring wrap
      25 | two queues finish together: one completion lost
      26 | back-to-back operations on one queue disturb each other
      27 | stream as wide as the bus, or any other width
      28 | metadata drifts to another frame around a drop
      30 | rest of an aborted frame shifts the next run
      31 | one stalled queue stops all
      32 | engine writes its receive descriptor ring
      """;

  @Test
  void everyClassHasItsTestsAndThePageIsCurrent() throws IOException {
    SortedMap<Integer, String> tests = tests();
    Map<Integer, String> classes =
        CLASSES
            .lines()
            .map(line -> line.split(" \\| ", 2))
            .collect(Collectors.toMap(cells -> Integer.valueOf(cells[0]), cells -> cells[1]));

    assertThat(tests.keySet()).isEqualTo(classes.keySet());
    StringBuilder page = new StringBuilder(HEAD);
    tests.forEach((number, names) ->
        page.append("| %d | %s | %s |%n".formatted(number, classes.get(number), names)));
    GeneratedPage.check(Path.of("doc/bug-classes.md"), page.toString());
  }

  private static SortedMap<Integer, String> tests() {
    SortedMap<Integer, String> tests = new TreeMap<>();
    SUITES.stream()
        .flatMap(suite -> Stream.of(suite.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(BugClass.class))
        .sorted(Comparator.comparing(BugClassTableTest::name))
        .forEach(method -> {
          for (int number : method.getAnnotation(BugClass.class).value()) {
            tests.merge(number, "`" + name(method) + "`", (a, b) -> a + ", " + b);
          }
        });
    return tests;
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "#" + method.getName();
  }
}

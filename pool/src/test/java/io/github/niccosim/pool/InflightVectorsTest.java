// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every in-flight vector of the file: hold and release counts of a real pool set, then asked. */
class InflightVectorsTest {
  private final PoolRecorder recorder = new PoolRecorder();
  private final PagePool pool =
      PagePool.create(
          PoolSystem.builder().observer(recorder).build(), PagePoolParams.builder().build());

  static Stream<String> vectors() {
    return Vectors.lines("IF").stream();
  }

  @Test
  void theFileHasAllVectors() {
    assertThat(vectors()).hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void poolAnswersExactlyWhatTheVectorSays(String line) throws ReflectiveOperationException {
    String[] halves = line.substring(line.indexOf(' ')).split("->");
    String[] counts = halves[0].strip().split(",");
    set("holdCount", counts[0]);
    set("releaseCount", counts[1]);

    String strict = Integer.toString(pool.core().inflightStrict());
    String warned = recorder.events().isEmpty() ? "" : "(warn)";
    String shown = Integer.toString(pool.inflight());

    // A vector that gives one value means both questions, and no warning.
    String both = halves[1].strip();
    assertThat(strict + warned + "/" + shown)
        .isEqualTo(both.contains("/") ? both : both + "/" + both);
  }

  private void set(String field, String unsigned) throws ReflectiveOperationException {
    VarHandle count =
        MethodHandles.privateLookupIn(PoolCore.class, MethodHandles.lookup())
            .findVarHandle(PoolCore.class, field, int.class);
    count.setVolatile(pool.core(), Integer.parseUnsignedInt(unsigned));
  }
}

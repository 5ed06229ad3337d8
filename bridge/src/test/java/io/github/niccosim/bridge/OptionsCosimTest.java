// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of a build do to a model: one library with none of them, one with many. */
class OptionsCosimTest {
  private static final ModelLibrary PLAIN = ModelLibrary.build(Rtl.spec("options").build());
  private static final ModelLibrary LOADED =
      ModelLibrary.build(
          Rtl.spec("options")
              .assertions(false)
              .randomUnknowns(true)
              .threads(2)
              .cxxSource(Rtl.file("options.cpp"))
              .cxxFlag("-DANSWER=42", "-DUNUSED=\"two words\"")
              .linkFlag(
                  "-Wl,--defsym=niccosim_linked=7", "-Wl,--export-dynamic-symbol=niccosim_linked")
              .build());

  @Test
  void assertionsAreCheckedUnlessSwitchedOff() {
    try (Model plain = PLAIN.newModel();
        Model loaded = LOADED.newModel()) {
      plain.onMessage(message -> {});
      step(loaded, 1, 3);
      assertThatThrownBy(() -> step(plain, 1, 3))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("NeverBad");
    }
  }

  @Test
  void registersWithoutResetStartAtRandomWhenAskedFor() {
    assertThat(register(PLAIN, ModelOptions.DEFAULT)).isZero();
    long first = register(PLAIN, ModelOptions.DEFAULT.withRandomReset(1));
    assertThat(first)
        .isNotZero()
        .isEqualTo(register(PLAIN, ModelOptions.DEFAULT.withRandomReset(1)));
    assertThat(register(PLAIN, ModelOptions.DEFAULT.withRandomReset(2))).isNotEqualTo(first);
  }

  @Test
  void assignedUnknownsAreRandomOnlyInALibraryBuiltForIt() {
    assertThat(unknown(PLAIN, 1)).isEqualTo(unknown(PLAIN, 2));
    assertThat(unknown(LOADED, 1)).isEqualTo(unknown(LOADED, 1)).isNotEqualTo(unknown(LOADED, 2));
  }

  @Test
  void severalThreadsGiveTheSameResultAsOne() {
    try (Model plain = PLAIN.newModel();
        Model loaded = LOADED.newModel()) {
      step(plain, 0, 100);
      step(loaded, 0, 100);

      for (int i = 0; i < 4; i++) {
        assertThat(loaded.memory("sum_o").get(i)).isEqualTo(plain.memory("sum_o").get(i));
      }
      assertThat(plain.memory("sum_o").get(0)).isNotZero();
    }
  }

  @Test
  void flagsReachTheCompilerAndTheLinker() {
    try (Model model = LOADED.newModel()) {
      assertThat(model.callNative("options_answer")).isEqualTo(42);
      assertThat(LOADED.symbol("niccosim_linked")).isNotZero();
      assertThatThrownBy(() -> PLAIN.symbol("niccosim_linked")).isInstanceOf(ModelException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--timing, timing(true)",
    "-timing, timing(true)",
    "--trace-fst, trace(FST)",
    "--coverage-line, coverage(LINE)",
    "--top-module, ModelSpec.builder(top)",
  })
  void optionWithAPlaceInTheSpecIsRefusedWithIt(String option, String place) {
    assertRefused(
        Rtl.spec("options").verilatorFlag(option),
        "verilator option has its own place in the spec: option=%s (hint: %s)"
            .formatted(option, place));
  }

  @Test
  void whatVerilatorCannotCombineIsRefusedByName() {
    String version = Toolchain.installed().version();
    assertRefused(
        Rtl.spec("none-that-exists").savable(true).coverage(CoverageKind.LINE),
        "verilator cannot combine these options: top=none-that-exists options=savable, coverage"
            + " verilator=%s (hint: two libraries, one for each)".formatted(version));
    assertRefused(
        Rtl.spec("options").savable(true).timing(true),
        "verilator cannot combine these options: top=options options=savable, timing"
            + " verilator=%s (hint: a clock of the stepper instead of a delay)".formatted(version));
    assertRefused(
        Rtl.spec("options").threads(65),
        "thread count is out of range: threads=65 (expected: 1..64)");
    assertRefused(
        Rtl.spec("options").verilatorFlag("--binary"),
        "verilator option is not supported by the bridge: option=--binary (hint: leave it out, the"
            + " bridge makes a library)");
  }

  private static void assertRefused(ModelSpec.Builder spec, String message) {
    assertThatThrownBy(() -> ModelLibrary.build(spec.build()))
        .isInstanceOf(ModelBuildException.class)
        .hasMessage(message);
  }

  private static void step(Model model, int bad, int cycles) {
    model.signal("bad_i").set(bad);
    for (int i = 0; i < 2 * cycles + 1; i++) {
      model.signal("clk_i").set(i & 1);
      model.eval();
    }
  }

  private static long register(ModelLibrary library, ModelOptions options) {
    try (Model model = library.newModel(options)) {
      model.eval();
      return model.signal("register_o").get();
    }
  }

  private static long unknown(ModelLibrary library, long seed) {
    try (Model model = library.newModel(ModelOptions.DEFAULT.withRandomReset(seed))) {
      model.signal("bad_i").set(1);
      model.eval();
      return model.signal("unknown_o").get();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCosimTest {
  /** Also the model of VcdCosimTest. */
  static final ModelLibrary LIBRARY =
      ModelLibrary.build(Rtl.spec("counter").savable(true).trace(TraceFormat.VCD).build());

  @TempDir Path folder;

  @Test
  void everyRestoreContinuesAtTheSameTimeWithTheSameValues() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = start(model);
      stepper.advance(10_250);
      Checkpoint checkpoint = model.checkpoint();
      for (int i = 0; i < 1000; i++) {
        stepper.advance(20_001 + i * 1000L);
        assertThat(model.signal("count_o").get()).isEqualTo(20 + i);

        model.restore(checkpoint);

        assertThat(stepper.timePs()).isEqualTo(10_250);
        assertThat(model.signal("count_o").get()).isEqualTo(10);
        assertThat(stepper.edgesOf(0)).isEqualTo(10);
      }
    }
  }

  @Test
  void newModelGoesOnWithClockPhasesOfTheOldOne() {
    Checkpoint checkpoint;
    try (Model first = LIBRARY.newModel()) {
      Stepper stepper = start(first);
      stepper.advance(2_499); // the clock rose at 2000 and falls at 2500
      checkpoint = first.checkpoint();
    }

    try (Model second = LIBRARY.newModel()) {
      second.restore(checkpoint);
      Stepper stepper = second.stepper();

      assertThat(stepper.clockCount()).isEqualTo(1);
      stepper.stopBeforeFall(0, true);
      assertThat(stepper.advance(9_000)).isEqualTo(Stepper.BEFORE_EDGE);
      assertThat(stepper.timePs()).isEqualTo(2_500);
      stepper.stopBeforeFall(0, false);
      stepper.advance(5_001);
      assertThat(second.signal("count_o").get()).isEqualTo(5);
    }
  }

  @Test
  void placeInsideATimeStepAndCollectedWritesArePartOfIt() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = start(model);
      stepper.stopBeforeRise(0, true);
      assertThat(stepper.advance(9_000)).isEqualTo(Stepper.BEFORE_EDGE);
      model.signal("enable_i").set(0);
      Checkpoint checkpoint = model.checkpoint();

      for (int i = 0; i < 2; i++) {
        stepper.advance(9_000); // the edge of 1000, then the write
        assertThat(model.signal("count_o").get()).isEqualTo(1);
        stepper.advance(9_000);
        stepper.advance(9_000);
        assertThat(model.signal("count_o").get()).isEqualTo(1);
        model.restore(checkpoint);
        assertThat(stepper.timePs()).isEqualTo(1000);
      }
    }
  }

  @Test
  void restoringIsNotAChangeForAWatch() {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = start(model);
      Checkpoint low = model.checkpoint();
      int watch = stepper.watch(model.signal("divided_o"), Edge.ANY);
      assertThat(stepper.advance(50_000)).isEqualTo(Stepper.WATCH); // count 2
      assertThat(stepper.timePs()).isEqualTo(2000);

      model.restore(low);

      assertThat(stepper.advance(50_000)).isEqualTo(Stepper.WATCH);
      assertThat(stepper.timePs()).isEqualTo(2000);
      stepper.unwatch(watch);
    }
  }

  @Test
  void fileKeepsItForAnotherProcessAndADamagedOneIsRefused() throws IOException {
    Path file = folder.resolve("reset.ckpt");
    try (Model model = LIBRARY.newModel()) {
      start(model).advance(7_777);
      model.checkpoint().write(file);
    }
    try (Model model = LIBRARY.newModel()) {
      model.restore(Checkpoint.read(file));
      assertThat(model.timePs()).isEqualTo(7_777);
      assertThat(model.signal("count_o").get()).isEqualTo(7);
    }

    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(ModelException.class)
        .hasMessage("checkpoint file is damaged: file=" + file);
  }

  @Test
  void modelsThatCannotAreNamed() {
    ModelLibrary plain = ModelLibrary.build(Rtl.spec("counter").build());
    try (Model model = plain.newModel();
        Model savable = LIBRARY.newModel()) {
      assertThatThrownBy(model::checkpoint)
          .hasMessage(
              "model library cannot save its state: top=counter"
                  + " (hint: ModelSpec.builder(...).savable(true))");
      Checkpoint checkpoint = savable.checkpoint();
      Checkpoint foreign =
          new Checkpoint(
              plain.identity(), 0, true, false, 0, null, new byte[0], checkpoint.state());
      assertThatThrownBy(() -> savable.restore(foreign))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "checkpoint is from another model: checkpoint=%s model=%s"
                  .formatted(plain.identity(), LIBRARY.identity()));
    }
  }

  @Test
  void stateOfAnotherLengthIsAnErrorAndDoesNotCrash() {
    try (Model model = LIBRARY.newModel()) {
      Checkpoint good = model.checkpoint();
      byte[] half = java.util.Arrays.copyOf(good.state(), good.state().length / 2);
      Checkpoint bad = new Checkpoint(good.library(), 0, true, false, 0, null, new byte[0], half);

      assertThatThrownBy(() -> model.restore(bad))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("checkpoint is damaged");
      model.restore(good);
    }
  }

  @Test
  void traceMayStartAtTheRestoredTimeButNotJump() throws IOException {
    try (Model model = LIBRARY.newModel()) {
      Stepper stepper = start(model);
      stepper.advance(5_001);
      Checkpoint checkpoint = model.checkpoint();
      model.openTrace(folder.resolve("first.vcd"));
      stepper.advance(9_001);

      assertThatThrownBy(() -> model.restore(checkpoint))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("a trace is being recorded")
          .hasMessageContaining("(hint: closeTrace first)");

      model.openTrace(folder.resolve("second.vcd"));
      model.restore(checkpoint);
      stepper.advance(7_001);
      model.closeTrace();
    }
    assertThat(Files.readAllLines(folder.resolve("second.vcd")))
        .contains("#5001", "#7000")
        .doesNotContain("#9000", "#4500");
  }

  static Stepper start(Model model) {
    model.signal("rst_ni").set(1);
    model.signal("enable_i").set(1);
    Stepper stepper = model.stepper();
    stepper.addClock(model.signal("clk_i"), 1000, 500, 500);
    return stepper;
  }
}

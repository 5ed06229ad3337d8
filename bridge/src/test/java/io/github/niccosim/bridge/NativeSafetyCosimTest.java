// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No mistake made from Java ends the JVM; the profile {@code asan} runs this with checks on. */
class NativeSafetyCosimTest {
  private static final ModelLibrary FAILURES = ModelLibrary.build(Rtl.spec("failures").build());
  private static final ModelLibrary TYPES = ModelLibrary.build(TypesRtl.spec());

  @TempDir Path folder;
  private Model model;

  @BeforeEach
  void create() {
    model = TYPES.newModel();
    model.eval();
  }

  @AfterEach
  void close() {
    model.claim();
    model.close();
  }

  @Test
  void handlesOutOfThinAirAreRefused() {
    for (long handle : new long[] {0, -1, 1, 0xffff, 0x10000, Long.MIN_VALUE, Long.MAX_VALUE}) {
      for (Runnable use :
          List.<Runnable>of(
              () -> NativeBridge.eval(handle),
              () -> NativeBridge.describe(handle),
              () -> NativeBridge.storage(handle),
              () -> NativeBridge.control(handle),
              () -> NativeBridge.writeLog(handle, 100),
              () -> NativeBridge.setTime(handle, 1),
              () -> NativeBridge.addClock(handle, 0, 1, 1, 1),
              () -> NativeBridge.advance(handle, 1, 0),
              () -> NativeBridge.closeTrace(handle),
              () -> NativeBridge.finish(handle),
              () -> NativeBridge.call(handle, 0, new long[0]),
              () -> NativeBridge.destroy(handle))) {
        assertThatThrownBy(use::run)
            .isInstanceOf(ModelException.class)
            .hasMessageStartingWith("model is closed");
      }
    }
  }

  @Test
  void librariesThatCannotBeLoadedAreNamed() throws IOException {
    byte[] whole = Files.readAllBytes(TYPES.file());
    Path file = folder.resolve("libmodel.so");
    for (byte[] content :
        new byte[][] {
          {},
          "no library".getBytes("UTF-8"),
          Arrays.copyOf(whole, 4096),
          Arrays.copyOf(whole, whole.length - 100)
        }) {
      Files.write(file, content);
      assertThatThrownBy(() -> NativeBridge.libraryOpen(file.toString()))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("model library does not load: " + file);
    }
    Files.delete(file);
    assertThatThrownBy(() -> NativeBridge.libraryOpen(file.toString()))
        .hasMessageContaining("model library does not load: " + file);
    Path jni = Files.list(CacheFolder.get().resolve("jni")).findFirst().orElseThrow();
    assertThatThrownBy(
            () -> NativeBridge.libraryOpen(jni.resolve("libniccosim_bridge.so").toString()))
        .hasMessageContaining("not a model library: path=" + jni);
  }

  @Test
  void whatEveryViewDoesAfterCloseIsAnException() {
    Signal signal = model.signal("packet_i");
    SignalField field = signal.field("head.tag");
    Signal forced = model.signal("types.count_q");
    Memory memory = model.memory("types.mem");
    MemoryField part = model.memory("heads_i").field("tag");
    Signal constant = model.signal("types.Magic");
    model.close();

    for (Runnable use :
        List.<Runnable>of(
            signal::getBig,
            () -> signal.field("valid"),
            field::get,
            () -> field.set(1),
            () -> field.getWord(0),
            () -> forced.force(1),
            forced::release,
            forced::get,
            forced::isForced,
            () -> memory.get(0),
            memory::toBytes,
            () -> memory.setAll(0, new byte[2]),
            () -> part.get(1),
            () -> part.set(1, 1),
            constant::get,
            model::eval,
            model::stepper,
            () -> model.memory("types.mem"))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("model is closed");
    }
    model = TYPES.newModel();
  }

  @Test
  void foreignThreadIsRefusedEverywhere() throws InterruptedException {
    SignalField field = model.signal("packet_i").field("head.tag");
    Memory memory = model.memory("types.mem");
    AtomicReference<Throwable> unexpected = new AtomicReference<>();
    Thread foreign =
        new Thread(() -> {
          try {
            for (Runnable use :
                List.<Runnable>of(
                    field::get,
                    () -> field.set(1),
                    memory::toBytes,
                    () -> memory.set(0, 1),
                    model::eval,
                    model::stepper,
                    model::close)) {
              assertThatThrownBy(use::run).hasMessageContaining("used by a foreign thread");
            }
          } catch (Throwable e) {
            unexpected.set(e);
          }
        });
    foreign.start();
    foreign.join();

    assertThat(unexpected.get()).isNull();
  }

  @Test
  void thousandsOfWritesInOneTimeStepAllArrive() {
    Stepper stepper = model.stepper();
    Memory mem = model.memory("types.mem");
    SignalField wide = model.signal("packet_i").field("wide");
    for (int i = 0; i < 20_000; i++) {
      mem.set(i % 16, i % 4096);
      wide.setWord(0, i);
    }
    mem.setAll(0, new byte[32]);
    mem.set(15, 0xfff);

    stepper.advance(1000);

    assertThat(wide.getWord(0)).isEqualTo(19_999);
    assertThat(mem.get(15)).isEqualTo(0xfff);
    assertThat(mem.get(14)).isZero();
  }

  @Test
  void everyBitOfEverythingWritableCanBeWritten() {
    Stepper stepper = model.stepper();
    for (Signal signal : model.signals()) {
      if (signal.isWritable()) {
        signal.setBig(
            java.math.BigInteger.ONE
                .shiftLeft(signal.widthBits())
                .subtract(java.math.BigInteger.ONE));
      }
    }
    stepper.advance(1000);

    assertThat(model.signal("packet_i").field("wide").getWord(1)).isEqualTo(0x3f);
    assertThatThrownBy(() -> stepper.addClock(model.signal("clk_i"), 0, 1, 1))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void tooManyClocksAndWatchesAreRefused() {
    Stepper stepper = model.stepper();
    Signal clock = model.signal("clk_i");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= Stepper.MAX_CLOCKS; i++) {
                stepper.addClock(clock, 1_000_000, 500, 500);
              }
            })
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("too many clocks");
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= Stepper.MAX_WATCHES; i++) {
                stepper.watch(clock, Edge.ANY);
              }
            })
        .isInstanceOf(ModelException.class);
    stepper.advance(1000);
  }

  @Test
  @SuppressWarnings("try") // closing is what is tried
  void errorsOfAConsumerComeOutAndTheModelLivesOn() {
    try (Model failing = FAILURES.newModel()) {
      for (Error error :
          new Error[] {new StackOverflowError("deep"), new OutOfMemoryError("full")}) {
        failing.onMessage(message -> {
          throw error;
        });
        failing.signal("op_i").set(9);
        assertThatThrownBy(() -> clock(failing)).isSameAs(error);
      }
      failing.onMessage(message -> recurse(0));
      assertThatThrownBy(() -> clock(failing)).isInstanceOf(StackOverflowError.class);
      failing.onMessage(message -> failing.close());
      assertThatThrownBy(() -> clock(failing))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("model is closed from its own message consumer");
      failing.onMessage(message -> {});
      failing.signal("op_i").set(0);
      clock(failing);
      assertThat(failing.signal("cycles_o").get()).isPositive();
    }
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : recurse(depth + 1) + 1;
  }

  @Test
  void consumerThrowingWhileTheModelClosesLeavesItClosed() {
    Model failing = FAILURES.newModel();
    Signal op = failing.signal("op_i");
    op.set(10); // part of a line, sent when the model closes
    clock(failing);
    failing.onMessage(message -> {
      throw new IllegalStateException("last words");
    });

    assertThatThrownBy(failing::close).hasMessage("last words");

    assertThatThrownBy(op::get).hasMessageStartingWith("model is closed");
    failing.close();
  }

  @Test
  void fatalAgainAndAgainIsAnExceptionAgainAndAgain() {
    try (Model failing = FAILURES.newModel()) {
      failing.onMessage(message -> {});
      failing.signal("op_i").set(1);
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> clock(failing))
            .isInstanceOf(ModelException.class)
            .hasMessageContaining("fatal with op=1");
      }
    }
  }

  @Test
  void textOfAnyKindReachesNativeCodeUnharmed() {
    String odd = "+" + "x".repeat(100_000) + "\u0000\ud800\uffff=%s%n";
    TYPES.newModel(ModelOptions.DEFAULT.withPlusargs(odd, "+", "%n%n%n")).close();
    assertThatThrownBy(() -> model.callNative(odd)).hasMessageContaining("unknown native function");
    assertThatThrownBy(() -> model.signal(odd)).hasMessageContaining("unknown signal");
    assertThatThrownBy(() -> model.signal("")).hasMessageContaining("unknown signal");
    assertThatThrownBy(() -> model.signal("packet_i").field("]["))
        .isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> model.signal("packet_i").field("lanes[99999999999]"))
        .isInstanceOf(ModelException.class);
  }

  private static void clock(Model model) {
    model.signal("clk_i").set(0);
    model.eval();
    model.signal("clk_i").set(1);
    model.eval();
  }
}

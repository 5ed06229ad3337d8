// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCallCosimTest {
  private static final ModelLibrary COUNTER = ModelLibrary.build(CounterReference.spec());

  @TempDir Path folder;

  @Test
  void nativeLoopRunsInsideTheModelLibrary() {
    try (Model model = COUNTER.newModel()) {
      model.signal("rst_ni").set(1);
      model.signal("enable_i").set(1);
      model.eval();

      long sum = model.callNative("bench_counter_loop", 100);

      assertThat(sum).isEqualTo(5050);
      assertThat(model.signal("count_o").get()).isEqualTo(100);
      assertThat(CounterReference.nsPerCycle(model, 1000)).isPositive();
    }
  }

  @Test
  void unknownFunctionIsNamed() {
    try (Model model = COUNTER.newModel()) {
      assertThatThrownBy(() -> model.callNative("no_such_loop"))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("unknown native function: symbol=no_such_loop top=bench_counter");
    }
  }

  @Test
  void failuresAndCxxExceptionsComeBackAsJavaExceptions() throws IOException {
    Path source = folder.resolve("native.cpp");
    Files.writeString(
        source,
        """
        #include "Vmodel.h"
        #include "model_abi.h"
        #include <stdexcept>
        extern "C" NC_EXPORT int64_t throws(void*, const int64_t*, int32_t) {
            throw std::runtime_error("from C++");
        }
        extern "C" NC_EXPORT int64_t fails(void* model, const int64_t* args, int32_t) {
            Vmodel& top = *static_cast<Vmodel*>(model);
            top.op_i = args[0];
            top.eval();
            top.clk_i = 1;
            top.eval();
            return 1;
        }
        """);
    ModelLibrary library = ModelLibrary.build(Rtl.spec("failures").cxxSource(source).build());
    try (Model model = library.newModel()) {
      model.onMessage(message -> {});

      assertThatThrownBy(() -> model.callNative("throws")).hasMessageContaining("from C++");
      assertThatThrownBy(() -> model.callNative("fails", 2))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("error with op=2");
    }
  }

  @Test
  void errorsInCxxSourcesAreNamed() throws IOException {
    Path source = folder.resolve("wrong.cpp");
    Files.writeString(source, "int wrong() { return nonsense; }\n");

    assertThatThrownBy(() -> ModelLibrary.build(Rtl.spec("failures").cxxSource(source).build()))
        .isInstanceOf(ModelBuildException.class)
        .hasMessageStartingWith("compiling the model failed: top=failures errors=1\n" + source)
        .hasMessageContaining(":1: error: ")
        .hasMessageContaining("\n    int wrong() { return nonsense; }");
  }

  @Test
  void badRuntimeArgumentIsNamed() {
    assertThatThrownBy(
            () -> COUNTER.newModel(ModelOptions.DEFAULT.withPlusargs("+verilator+nonsense")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model cannot be created: Unknown runtime argument");
  }

  @Test
  void continuationsAreOpenWithoutAnyFlag() throws Exception {
    NativeBridge.init();

    assertThat(NativeBridge.continuationsOpen()).isTrue();
    assertThat(
            Object.class
                .getModule()
                .isExported("jdk.internal.vm", NativeCallCosimTest.class.getModule()))
        .isTrue();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handles of {@code types.sv} are generated, compiled with all warnings on, and used. */
class HandleCosimTest {
  private static final String HANDLE =
      new HandleGenerator(TypesRtl.spec(), "my.dut", "").generate();

  private static final String DRIVE =
      """
      package my.dut;

      import io.github.niccosim.bridge.Model;
      import java.math.BigInteger;
      import java.util.function.Function;

      public final class Drive implements Function<Model, String> {
        @Override
        public String apply(Model model) {
          Types dut = new Types(model);
          dut.rst_ni.set(true);
          dut.packet_i.head.state.set(Types.StateE.Done);
          dut.packet_i.head.tag.set(Types.Depth - 7);
          dut.packet_i.lanes.at(1).set(0xb7);
          dut.packet_i.tail.at(0).state.set(Types.Start);
          dut.packet_i.wide.set(BigInteger.ONE.shiftLeft(69));
          dut.heads_i.tag.set(2, 5);
          dut.states_i.set(1, Types.StateE.Busy);
          dut.mem.set(3, 0xabc);
          dut.force_q.signal().force(77);
          for (int i = 0; i < 3; i++) {
            dut.clk_i.set(true);
            model.eval();
            dut.clk_i.set(false);
            model.eval();
          }
          int count = dut.count_o.get();
          Types.StateE state = dut.packet_o.head.state.get();
          return String.join(
              " ",
              state + ":" + dut.packet_o.head.tag.get(),
              "lane=" + dut.packet_o.lanes.at(1).get(),
              "tail=" + dut.packet_q.tail.at(0).state.get(),
              "wide=" + dut.packet_o.wide.get().bitLength(),
              "count=" + count,
              "force=" + dut.force_o.get(),
              "bank=" + dut.gen_bank_0.gen_out.u_bank.head_q.state.get(),
              "array=" + dut.u_arr_1.hold_q.get(),
              "mem=" + dut.mem.get(3),
              "grid=" + dut.grid_o.get(dut.grid_o.memory().index(1, 1)),
              "is=" + dut.colour_q.is(Types.ColourE.Green),
              dut.heads_i.memory().get(2) + "",
              dut.state_o.toString(),
              Types.Name + Types.Magic);
        }
      }
      """;

  @Test
  void generatedClassDrivesTheModel(@TempDir Path folder) throws Exception {
    compile(folder, "Drive", DRIVE);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        Model model = ModelLibrary.build(TypesRtl.spec()).newModel()) {
      @SuppressWarnings("unchecked")
      Function<Model, String> drive =
          (Function<Model, String>)
              loader.loadClass("my.dut.Drive").getDeclaredConstructor().newInstance();

      assertThat(drive.apply(model))
          .isEqualTo(
              "Done:9 lane=183 tail=Busy wide=70 count=3 force=77 bank=Busy array=2 mem=2748"
                  + " grid=14 is=true 80 state_o = Idle types737894400291");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dut.packet_i.head.tga.set(1)             | cannot find symbol
          dut.count_o.set(1)                       | cannot find symbol
          dut.packet_o.head.tag.set(1)             | cannot find symbol
          dut.rst_ni.set(5)                        | int cannot be converted to boolean
          dut.high_i.set(1L << 40)                 | possible lossy conversion from long to int
          dut.force_q.set(5L)                      | long cannot be converted to java.math.BigInteger
          dut.state_i.set(2)                       | int cannot be converted to my.dut.Types.StateE
          dut.state_i.set(Types.ColourE.Red)       | ColourE cannot be converted to my.dut.Types.StateE
          Types.Depth++                            | cannot assign a value to static final variable
          """)
  void wrongNamesDirectionsAndWidthsDoNotCompile(String use, String reason, @TempDir Path folder) {
    String wrong = "package my.dut; class Wrong { void use(Types dut) { " + use + "; } }";

    assertThatThrownBy(() -> compile(folder, "Wrong", wrong))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(reason);
  }

  @Test
  void fieldsSayWidthDirectionAndSourceLine() {
    assertThat(HANDLE)
        .contains(
            "  /** {@code high_i}: input {@code logic [11:4]}, 8 bits; {@code types.sv:56}. */\n")
        .contains("  public final IntInput high_i;\n")
        .contains("  /** {@code tag}: {@code logic [3:0]}, 4 bits from bit 4. */\n".indent(2))
        .contains("  public static final StateE Start = StateE.Busy;\n")
        .doesNotContain("\t")
        .doesNotContainPattern("(?m) $");
  }

  @Test
  void handleOfAnotherDesignIsRefused() throws IOException {
    try (Model model = ModelLibrary.build(TypesRtl.spec()).newModel()) {
      assertThatThrownBy(
              () -> new io.github.niccosim.bridge.typed.IntInput(model.signal("high_i"), 9))
          .isInstanceOf(ModelException.class)
          .hasMessage(
              "handle does not fit the model: signal=high_i width=8 (expected: 9 | hint: generate"
                  + " again)");
      model.signal("state_i").set(2);
      var state =
          new io.github.niccosim.bridge.typed.EnumOutput<>(
              model.signal("state_i"), 2, Level.values());
      assertThatThrownBy(state::get)
          .hasMessage("value has no name: signal=state_i value=0x2 (hint: bits().get())");
    }
  }

  @Test
  void commandLineWritesTheClassOnceAndNamesMistakes(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String rtl = Rtl.file("types.sv").toString();
    String[] good = {
      "--top",
      "types",
      "--package",
      "a.b",
      "--class",
      "Dut",
      "--out",
      folder.toString(),
      "-GDepth=8",
      "--publish",
      "types.count_q",
      rtl
    };

    assertThat(run(out, err, good)).isZero();
    Path file = folder.resolve("a/b/Dut.java");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(file + System.lineSeparator());
    assertThat(Files.readString(file))
        .startsWith("package a.b;\n")
        .contains("int Depth = 8;")
        .contains("IntOutput count_q;");
    var before = Files.getLastModifiedTime(file);
    assertThat(run(out, err, good)).isZero();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);

    assertThat(run(out, err, "--top", "types", rtl)).isEqualTo(2);
    assertThat(run(out, err, "--nonsense")).isEqualTo(2);
    assertThat(run(out, err, "--top", "typs", "--out", folder.toString(), rtl)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("option is missing: name=--top or --out")
        .contains("option is unknown: name=--nonsense")
        .contains("handles: error: verilator failed: top=typs");
  }

  private enum Level implements io.github.niccosim.bridge.typed.HdlEnum {
    LOW;

    @Override
    public long value() {
      return 0;
    }
  }

  private static int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... args) {
    return GenerateHandles.run(
        new PrintWriter(out, true, StandardCharsets.UTF_8),
        new PrintWriter(err, true, StandardCharsets.UTF_8),
        args);
  }

  /** Compile the handle and what uses it; fail with all diagnostics. */
  private static void compile(Path folder, String name, String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-Xlint:all",
            "-Werror",
            "-proc:none",
            "-implicit:none",
            "-d",
            folder.toString(),
            "-classpath",
            System.getProperty("java.class.path"));
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                found,
                options,
                null,
                List.of(new Source("Types", HANDLE), new Source(name, text)))
            .call();
    List<String> messages = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
      messages.add(diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT));
    }
    assertThat(compiled).as("%s", messages).isTrue();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///my/dut/" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

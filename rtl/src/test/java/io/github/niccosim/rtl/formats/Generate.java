// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes every file that follows from {@code nicdma_pkg.sv}; see {@code rtl/doc/generate.sh}. */
public final class Generate {

  private static final String JAVA = "src/main/java/io/github/niccosim/rtl/";
  private static final String REGISTERS =
      "(Reg|Irq|Rxq|Txq|Cq|Eq|IdV|VersionV|Ctrl|StatusIdle|StatusInit|ConsDb|RssCtrl).*";
  private static final Map<String, String> ENUM_PREFIXES =
      Map.of(
          "err_e", "Err",
          "hash_type_e", "Hash",
          "kind_e", "Kind",
          "queue_state_e", "Queue",
          "policy_e", "Policy",
          "event_e", "Event");

  private final Path root;
  private final PackageSource source;
  private final Map<Path, String> files = new TreeMap<>();

  private Generate(Path root) throws IOException {
    this.root = root;
    source = PackageSource.parse(Files.readAllLines(root.resolve("src/nicdma_pkg.sv")));
  }

  /**
   * Return the wanted contents of every generated file.
   *
   * @param root folder of the module {@code rtl}
   */
  public static Map<Path, String> files(Path root) throws IOException {
    Generate generate = new Generate(root);
    generate.registers();
    generate.counters();
    generate.codes();
    generate.layouts();
    generate.page();
    return generate.files;
  }

  /** Write the files that differ; the argument is the folder of the module {@code rtl}. */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<Path, String> file : files(Path.of(args[0])).entrySet()) {
      Path path = file.getKey();
      if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
        System.out.println("written: " + path);
      }
    }
  }

  private void registers() throws IOException {
    JavaRegion region = new JavaRegion();
    for (PackageSource.Constant c : source.named(REGISTERS)) {
      String digits = c.width() == 18 ? "%05X" : "%08X";
      region.constant(
          c.javaName(c.name().startsWith("Reg") ? "Reg" : ""),
          "0x" + digits.formatted(c.value()),
          c.text());
    }
    java("NicDmaRegisters", region);
  }

  private void counters() throws IOException {
    JavaRegion region = new JavaRegion();
    for (PackageSource.Constant c : source.named("(Stat[A-Z]|QueueStat|TxQueueStat).*")) {
      region.constant(c.javaName(""), Long.toString(c.value()), c.text());
    }
    java("NicDmaCounters", region);
  }

  private void codes() throws IOException {
    for (PackageSource.Codes codes : source.enums) {
      java(codes.javaClass(), new JavaRegion().members(codes, ENUM_PREFIXES.get(codes.name())));
    }
    java("ErrorStatus", new JavaRegion().ordinals(source.named("Status(?!Idle|Init).*"), "Status"));
  }

  private void layouts() throws IOException {
    for (PackageSource.Struct struct : source.structs) {
      java(struct.javaClass(), new JavaRegion().layout(struct));
      Path path = path(struct.javaClass());
      files.put(path, withFigure(files.get(path), BitFigure.text(BitRow.of(struct))));
    }
  }

  private void page() {
    RegisterPage page = new RegisterPage(source);
    files.put(root.resolve("doc/registers.md"), page.markdown());
    page.figures().forEach((name, svg) -> files.put(root.resolve("doc/figures/" + name), svg));
  }

  /** Replace the preformatted part of the class comment. */
  private static String withFigure(String file, List<String> figure) {
    int begin = file.indexOf(" * <pre>\n") + 9;
    int end = file.indexOf(" * </pre>\n");
    StringBuilder text = new StringBuilder();
    figure.forEach(line -> text.append(" * ").append(line).append('\n'));
    return file.substring(0, begin) + text + file.substring(end);
  }

  private void java(String name, JavaRegion region) throws IOException {
    Path path = path(name);
    files.put(path, region.into(Files.readString(path)));
  }

  private Path path(String javaClass) {
    return root.resolve(JAVA + javaClass + ".java");
  }
}

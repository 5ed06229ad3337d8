// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Build one model library in a folder of its own: Verilator, then g++. */
final class ModelCompiler {
  static final String MANIFEST = "manifest.txt";
  static final String WARNINGS = "verilator.log";
  static final List<String> OPTIMIZATION = List.of("-O3");
  private static final int SMALL_BYTES = 100_000;
  private static final String PREFIX = "Vmodel";
  private static final String DESIGN = "design";

  private final ModelSpec spec;
  private final Toolchain tools;
  private final BuildCache cache;

  ModelCompiler(ModelSpec spec, Toolchain tools, BuildCache cache) {
    this.spec = spec;
    this.tools = tools;
    this.cache = cache;
  }

  /** Leave libmodel.so, the manifest and Verilator's output in the folder; return their key. */
  String compile(Path folder) throws IOException {
    ShimSources.shipped().unpack(folder);
    List<String> sources = verilatorInput(folder);
    List<String> command = new ArrayList<>(List.of(Toolchain.VERILATOR, "--cc"));
    command.addAll(sources);
    ToolRun verilator = ToolRun.start(command, folder, folder.resolve(WARNINGS));
    if (verilator.await() != 0) {
      throw Diagnostics.failed("verilator", spec.top(), verilator.text());
    }
    Path generated = folder.resolve("generated");
    Files.writeString(
        folder.resolve("model_ports.inc"),
        PortList.of(
                Files.readString(generated.resolve(PREFIX + ".h")),
                DesignText.read(Files.readString(folder.resolve(DesignText.FILE))))
            + PublishedExtras.of(
                joined(generated, PREFIX + "__Syms*.cpp"), joined(generated, PREFIX + "_*.h")));
    build(folder, Files.readString(generated.resolve(PREFIX + "_classes.mk")));
    BuildManifest manifest =
        BuildManifest.collect(
            Files.readString(generated.resolve(PREFIX + "__verFiles.dat")),
            Files.readString(folder.resolve("fast.d")),
            folder,
            tools.verilatorInclude());
    manifest.write(folder.resolve(MANIFEST));
    removeIntermediate(folder);
    return manifest.hash().substring(0, 32);
  }

  /** Return the design without compiling anything; published paths are checked. */
  Design elaborate(Path folder) throws IOException {
    verilatorInput(folder);
    return DesignText.read(Files.readString(folder.resolve(DesignText.FILE)));
  }

  /** All arguments but the kind of output. */
  private List<String> verilatorInput(Path folder) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--prefix", PREFIX, "-Mdir", "generated"));
    arguments.addAll(List.of("--top-module", spec.top()));
    arguments.addAll(List.of("--timescale", "1ns/1ps", "--timescale-override", "/1ps"));
    arguments.addAll(List.of("-Wno-fatal", "-O3", "--output-split", "20000"));
    features(arguments);
    spec.includes().forEach(path -> arguments.add("-I" + path));
    spec.libraryFolders().forEach(path -> arguments.addAll(List.of("-y", path.toString())));
    spec.libraryFiles().forEach(path -> arguments.addAll(List.of("-v", path.toString())));
    for (Map.Entry<String, String> define : spec.defines().entrySet()) {
      String value = define.getValue().isEmpty() ? "" : "=" + define.getValue();
      arguments.add("-D" + define.getKey() + value);
    }
    spec.parameters().forEach((name, value) -> arguments.add("-G" + name + "=" + value));
    arguments.addAll(spec.verilatorFlags());
    List<String> files = spec.sources().stream().map(Path::toString).toList();
    Design design = design(folder, arguments, files);
    Files.writeString(folder.resolve(DesignText.FILE), DesignText.write(design));
    if (!spec.published().isEmpty() || !spec.writable().isEmpty() || !spec.forceable().isEmpty()) {
      String published =
          PublishedSignals.configuration(
              design, spec.published(), spec.writable(), spec.forceable());
      Files.writeString(folder.resolve("published.vlt"), published);
      arguments.add("published.vlt");
    }
    arguments.addAll(files);
    return arguments;
  }

  private void features(List<String> arguments) {
    arguments.add(spec.timing() ? "--timing" : "--no-timing");
    if (spec.assertions()) {
      arguments.add("--assert");
    }
    if (spec.savable()) {
      arguments.add("--savable");
    }
    if (spec.threads() > 1) {
      arguments.addAll(List.of("--threads", String.valueOf(spec.threads())));
    }
    if (spec.randomUnknowns()) {
      arguments.addAll(List.of("--x-assign", "unique", "--x-initial", "unique"));
    }
    spec.coverage().stream().map(CoverageKind::flag).distinct().forEach(arguments::add);
    switch (spec.trace()) {
      case FST -> arguments.addAll(List.of("--trace-fst", "--trace-structs"));
      case VCD -> arguments.addAll(List.of("--trace", "--trace-structs"));
      case NONE -> {}
    }
  }

  private static String joined(Path folder, String files) throws IOException {
    StringBuilder text = new StringBuilder();
    try (var found = Files.newDirectoryStream(folder, files)) {
      for (Path file : found) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  /** Ask Verilator for the elaborated design: hierarchy and types. */
  private Design design(Path folder, List<String> arguments, List<String> files)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(Toolchain.VERILATOR));
    command.addAll(arguments);
    command.add(tools.writesXml() ? "--xml-only" : "--json-only");
    command.addAll(List.of("-Mdir", DESIGN));
    command.addAll(files);
    Path folderOfTree = Files.createDirectories(folder.resolve(DESIGN));
    ToolRun run = ToolRun.start(command, folder, folder.resolve("design.log"));
    if (run.await() != 0) {
      throw Diagnostics.failed("verilator", spec.top(), run.text());
    }
    Path tree = folderOfTree.resolve(PREFIX + (tools.writesXml() ? ".xml" : ".tree.json"));
    Design design =
        tools.writesXml()
            ? DesignXml.read(Files.readString(tree), folder)
            : DesignJson.read(
                Files.readString(tree),
                Files.readString(folderOfTree.resolve(PREFIX + ".tree.meta.json")));
    BuildCache.delete(folderOfTree);
    return design;
  }

  /**
   * Compile in up to three units: what runs every cycle, what runs once, and the trace. A small
   * model is one unit, because reading the headers costs more than its code.
   */
  private void build(Path folder, String classes) throws IOException {
    List<String> fast = new ArrayList<>(listed(classes, "VM_CLASSES_FAST"));
    List<String> slow = new ArrayList<>(listed(classes, "VM_CLASSES_SLOW"));
    List<String> trace = new ArrayList<>(listed(classes, "VM_SUPPORT_FAST"));
    slow.addAll(listed(classes, "VM_SUPPORT_SLOW"));
    if (bytes(folder, slow) + bytes(folder, trace) < SMALL_BYTES) {
      fast.addAll(slow);
      fast.addAll(trace);
      slow.clear();
      trace.clear();
    }
    List<ToolRun> units = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    List<Path> runtime;
    try {
      writeFastUnit(folder, fast);
      units.add(compileUnit(folder, "fast", OPTIMIZATION)); // the longest first
      objects.add("fast.o");
      if (!slow.isEmpty()) {
        includeAll(folder.resolve("slow.cpp"), slow);
        units.add(compileUnit(folder, "slow", List.of("-O0")));
        objects.add("slow.o");
      }
      if (!trace.isEmpty()) {
        includeAll(folder.resolve("trace.cpp"), trace);
        units.add(compileUnit(folder, "trace", List.of("-O2")));
        objects.add("trace.o");
      }
      runtime = runtimeObjects(classes);
      units.forEach(this::check);
    } finally {
      units.forEach(ToolRun::kill);
    }
    link(folder, objects, runtime);
  }

  private void writeFastUnit(Path folder, List<String> names) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("#define NICCOSIM_DIRECT_EVAL " + (evaluatesDirectly(folder) ? 1 : 0));
    names.forEach(name -> lines.add("#include \"generated/" + name + ".cpp\""));
    lines.add("#include \"model_shim.cpp\"");
    spec.cxxSources().forEach(path -> lines.add("#include \"" + path + "\""));
    Files.write(folder.resolve("fast.cpp"), lines);
  }

  private static long bytes(Path folder, List<String> names) throws IOException {
    long sum = 0;
    for (String name : names) {
      sum += Files.size(folder.resolve("generated").resolve(name + ".cpp"));
    }
    return sum;
  }

  /**
   * Whether the body of Vmodel::eval() can be called without its frame, which serves models with
   * worker threads: 5.x up to now, a model of one thread, the parts known.
   */
  private static boolean evaluatesDirectly(Path folder) throws IOException {
    String model = Files.readString(folder.resolve("generated").resolve(PREFIX + ".cpp"));
    return model.contains("unsigned Vmodel::threads() const { return 1; }")
        && model.contains("void Vmodel___024root___eval(Vmodel___024root* vlSelf);")
        && model.contains("Verilated::mtaskId(0);")
        && !model.contains("// MTask 1 start");
  }

  private List<Path> runtimeObjects(String classes) {
    List<String> names = new ArrayList<>(listed(classes, "VM_GLOBAL_FAST"));
    names.addAll(listed(classes, "VM_GLOBAL_SLOW"));
    return new RuntimeObjects(cache, tools).get(names);
  }

  private ToolRun compileUnit(Path folder, String name, List<String> optimization) {
    List<String> command = new ArrayList<>(List.of(Toolchain.COMPILER));
    command.addAll(optimization);
    command.addAll(CompilerFlags.model(spec));
    command.addAll(List.of("-I.", "-Igenerated", "-I" + tools.verilatorInclude()));
    command.add("-I" + tools.verilatorInclude().resolve("vltstd"));
    command.addAll(List.of("-include", "model_hooks.h", "-MMD"));
    command.addAll(spec.cxxFlags());
    command.addAll(List.of("-c", name + ".cpp", "-o", name + ".o"));
    return ToolRun.start(command, folder, folder.resolve(name + ".log"));
  }

  private static void includeAll(Path file, List<String> names) throws IOException {
    Files.write(
        file, names.stream().map(name -> "#include \"generated/" + name + ".cpp\"").toList());
  }

  private void check(ToolRun compiler) {
    if (compiler.await() != 0) {
      throw Diagnostics.failed("compiling the model", spec.top(), compiler.text());
    }
  }

  private void link(Path folder, List<String> objects, List<Path> runtime) {
    List<String> command = new ArrayList<>(List.of(Toolchain.COMPILER, "-shared", "-pthread"));
    command.addAll(List.of("-o", "libmodel.so"));
    command.addAll(objects);
    runtime.forEach(path -> command.add(path.toString()));
    command.addAll(List.of("-Wl,--gc-sections", "-Wl,-z,now", "-Wl,--no-undefined"));
    if (spec.trace() == TraceFormat.FST) {
      command.add("-lz");
    }
    command.addAll(spec.linkFlags());
    command.addAll(CompilerFlags.sanitizers());
    ToolRun linker = ToolRun.start(command, folder, folder.resolve("link.log"));
    if (linker.await() != 0) {
      throw Diagnostics.failed("linking the model", spec.top(), linker.text());
    }
  }

  /** Return the words of one {@code NAME += \} list of Vmodel_classes.mk. */
  private static List<String> listed(String classes, String name) {
    Matcher list =
        Pattern.compile("(?m)^" + name + " \\+= \\\\\\n((?:[\\t ]+\\w+ \\\\\\n)*)")
            .matcher(classes);
    if (!list.find()) {
      throw new ModelBuildException("verilator's class list is not understood: list=" + name);
    }
    return list.group(1).lines().map(line -> line.replace("\\", "").strip()).toList();
  }

  private static void removeIntermediate(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "{*.o,*.d}")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    BuildCache.delete(folder.resolve("generated"));
  }
}

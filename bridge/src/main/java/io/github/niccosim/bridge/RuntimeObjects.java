// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compile Verilator's run-time library and our hooks once per set of flags, and keep the objects.
 *
 * <p>They take ten seconds, a small model takes one.
 */
final class RuntimeObjects {
  private static final Pattern RANDOM =
      Pattern.compile(
          "(?ms)^(?:uint64_t vl_rand64|uint64_t VlRNG::vl_thread_rng_rand64"
              + "|VlRNG& VlRNG::vl_thread_rng)\\(\\)[^{;]*\\{.*?^}\\n");

  private static final String SIZE = "size";

  private final BuildCache cache;
  private final Toolchain tools;

  RuntimeObjects(BuildCache cache, Toolchain tools) {
    this.cache = cache;
    this.tools = tools;
  }

  /** Return the objects of the named files of Verilator, and our own one. */
  List<Path> get(List<String> names) {
    List<String> all = new ArrayList<>(names);
    all.add("model_runtime");
    return all.parallelStream().map(this::object).toList();
  }

  private Path object(String name) {
    String key =
        new Digest()
            .add("shim", ShimSources.shipped().runtimeHash(isOwn(name)))
            .add("verilator", tools.verilatorVersion())
            .add("include", tools.verilatorInclude().toString())
            .add("compiler", tools.compilerVersion())
            .addAll("flags", CompilerFlags.runtime(tools, name))
            .add("name", name)
            .add("without", RANDOM.pattern())
            .add("fst writer", FstWriterSource.VERSION)
            .hex()
            .substring(0, 32);
    Path folder = cache.root().resolve("runtime").resolve(name + "-" + key);
    Path object = folder.resolve(name + ".o");
    Path found =
        cache.findOrMake(
            "runtime-" + key,
            () -> isComplete(object) ? object : null,
            () -> cache.install(folder, temporary -> compile(name, temporary)));
    CachePruner.touch(folder);
    return found;
  }

  /**
   * Take out Verilator's random generator, for which model_runtime.cpp has its own: Verilator's is
   * shared by all models of a thread and reseeded when any model is created, so results would
   * depend on what else runs.
   */
  private static String withoutRandom(String text, Path source) {
    String rest = RANDOM.matcher(text).replaceAll("");
    if (source.endsWith("verilated.cpp") && rest.length() == text.length()) {
      throw new ModelBuildException(
          "verilator's random generator is not where it was: file=" + source);
    }
    return "#line 1 \"" + source + "\"\n" + rest;
  }

  private static boolean isOwn(String name) {
    return name.equals("model_runtime");
  }

  /** A file cut off by a crash of the machine is made again. */
  private static boolean isComplete(Path object) throws IOException {
    Path size = object.resolveSibling(SIZE);
    return Files.exists(object)
        && Files.exists(size)
        && Files.readString(size).equals(String.valueOf(Files.size(object)));
  }

  private void compile(String name, Path folder) throws IOException {
    ShimSources.shipped().unpack(folder);
    boolean own = isOwn(name);
    List<String> command = new ArrayList<>(List.of(Toolchain.COMPILER, "-O2"));
    command.addAll(CompilerFlags.runtime(tools, name));
    command.add("-I" + tools.verilatorInclude());
    command.add("-I" + tools.verilatorInclude().resolve("vltstd"));
    command.addAll(List.of("-I.", "-include", "model_hooks.h"));
    if (!own) {
      command.add("-DNICCOSIM_VERILATED_RUNTIME");
    }
    if (!own) {
      Path source = tools.verilatorInclude().resolve(name + ".cpp");
      Files.writeString(
          folder.resolve(name + ".cpp"), withoutRandom(Files.readString(source), source));
    }
    if (name.equals("verilated_fst_c")) {
      Path source = tools.verilatorInclude().resolve(FstWriterSource.PATH);
      Path copy = folder.resolve(FstWriterSource.PATH);
      Files.createDirectories(copy.resolveSibling("."));
      Files.writeString(copy, FstWriterSource.faster(Files.readString(source), source.toString()));
      command.add("-I" + source.getParent());
    }
    command.addAll(List.of("-c", name + ".cpp", "-o", name + ".o"));
    ToolRun run = ToolRun.start(command, folder, folder.resolve("compile.log"));
    if (run.await() != 0) {
      throw Diagnostics.failed("compiling verilator's runtime", name, run.text());
    }
    Files.writeString(
        folder.resolve(SIZE), String.valueOf(Files.size(folder.resolve(name + ".o"))));
  }
}

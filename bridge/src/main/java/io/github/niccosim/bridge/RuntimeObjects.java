// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compile Verilator's run-time library and our hooks once per set of flags, and keep the objects.
 *
 * <p>They take ten seconds, a small model takes one.
 */
final class RuntimeObjects {
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
            .addAll("flags", CompilerFlags.runtime(name))
            .add("name", name)
            .hex()
            .substring(0, 32);
    Path folder = cache.root().resolve("runtime").resolve(name + "-" + key);
    Path object = folder.resolve(name + ".o");
    return cache.findOrMake(
        "runtime-" + key,
        () -> Files.exists(object) ? object : null,
        () -> cache.install(folder, temporary -> compile(name, temporary)));
  }

  private static boolean isOwn(String name) {
    return name.equals("model_runtime");
  }

  private void compile(String name, Path folder) throws IOException {
    ShimSources.shipped().unpack(folder);
    boolean own = isOwn(name);
    List<String> command = new ArrayList<>(List.of(Toolchain.COMPILER, "-O2"));
    command.addAll(CompilerFlags.runtime(name));
    command.add("-I" + tools.verilatorInclude());
    command.add("-I" + tools.verilatorInclude().resolve("vltstd"));
    command.addAll(List.of("-I.", "-include", "model_hooks.h"));
    if (!own) {
      command.add("-DNICCOSIM_VERILATED_RUNTIME");
    }
    Path source = (own ? folder : tools.verilatorInclude()).resolve(name + ".cpp");
    command.addAll(List.of("-c", source.toString(), "-o", name + ".o"));
    ToolRun run = ToolRun.start(command, folder, folder.resolve("compile.log"));
    if (run.await() != 0) {
      throw Diagnostics.failed("compiling verilator's runtime", name, run.text());
    }
  }
}

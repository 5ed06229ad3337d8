// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turn a {@link ModelSpec} into a {@link ModelLibrary}: from the cache, or by building it. */
final class ModelBuild {
  private static final String LIBRARY = "libmodel.so";

  private final ModelSpec spec;
  private final BuildCache cache = new BuildCache(CacheFolder.get());
  private final Toolchain tools = Toolchain.installed();
  private boolean built;

  ModelBuild(ModelSpec spec) {
    this.spec = spec;
  }

  ModelLibrary run() {
    BuildRules.check(spec, tools);
    checkFiles();
    String key = key();
    Path folder = cache.root().resolve("models").resolve(spec.top() + "-" + key);
    ModelLibrary library =
        cache.findOrMake(
            key,
            () -> find(folder),
            () -> {
              built = true;
              ModelCompiler compiler = new ModelCompiler(spec, tools, cache);
              Path[] entry = new Path[1];
              Path unnamed = folder.resolve("new");
              cache.install(
                  unnamed,
                  temporary -> entry[0] = folder.resolve("b-" + compiler.compile(temporary)));
              rename(unnamed, entry[0]);
            });
    if (built) {
      new CachePruner(cache.root(), CachePruner.limitBytes()).pruneSometimes();
    }
    return library;
  }

  /** Throw away a library that does not load, and build it again. */
  static ModelLibrary again(ModelSpec spec, Path damaged) {
    ModelBuild build = new ModelBuild(spec);
    Path entry = damaged.getParent();
    if (entry != null && entry.startsWith(build.cache.root())) {
      build.cache.remove(build.key(), entry);
    }
    return build.run();
  }

  /** Ask Verilator for the design only, in a folder that is removed again. */
  Design elaborate() {
    BuildRules.check(spec, tools);
    checkFiles();
    try {
      Path folder = Files.createTempDirectory("nic-cosim-design");
      try {
        return new ModelCompiler(spec, tools, cache).elaborate(folder);
      } finally {
        BuildCache.delete(folder);
      }
    } catch (IOException e) {
      throw new ModelBuildException("temporary folder cannot be used: reason=" + e);
    }
  }

  /** The key locks the folder, so nobody else renames; the content hash names the entry. */
  private static void rename(Path from, Path to) {
    try {
      BuildCache.delete(to);
      Files.move(from, to);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private @Nullable ModelLibrary find(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    TreeSet<Path> entries = new TreeSet<>();
    try (var found = Files.newDirectoryStream(folder, "b-*")) {
      found.forEach(entries::add);
    }
    for (Path entry : entries) {
      ModelLibrary library = read(entry);
      if (library != null) {
        CachePruner.touch(entry);
        return library;
      }
    }
    return null;
  }

  private @Nullable ModelLibrary read(Path entry) throws IOException {
    try {
      BuildManifest manifest = BuildManifest.read(entry.resolve(ModelCompiler.MANIFEST));
      if (manifest == null || !manifest.isCurrent(searchFolders())) {
        return null;
      }
      String log = Files.readString(entry.resolve(ModelCompiler.WARNINGS));
      return new ModelLibrary(
          spec, entry.resolve(LIBRARY), manifest.libraryHash(), !built, Diagnostics.of(log));
    } catch (NoSuchFileException e) {
      return null; // damaged, or pruned by another process at this moment
    }
  }

  private List<Path> searchFolders() {
    List<Path> folders = new ArrayList<>(spec.includes());
    folders.addAll(spec.libraryFolders());
    return folders;
  }

  private void checkFiles() {
    List<Path> files = new ArrayList<>(spec.sources());
    files.addAll(spec.libraryFiles());
    files.addAll(spec.cxxSources());
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new ModelBuildException("source cannot be read: file=" + file);
      }
    }
    for (Path folder : searchFolders()) {
      if (!Files.isDirectory(folder)) {
        throw new ModelBuildException("include folder does not exist: folder=" + folder);
      }
    }
  }

  /** Everything known before a build; what the build reads on top of it is in the manifest. */
  private String key() {
    Digest digest =
        new Digest()
            .add("shim", ShimSources.shipped().hash())
            .add("description", DesignText.FILE + " 2")
            .add("verilator", tools.verilatorVersion())
            .add("include", tools.verilatorInclude().toString())
            .add("compiler", tools.compilerVersion())
            .addAll("base", CompilerFlags.model(spec))
            .addAll("model", ModelCompiler.OPTIMIZATION)
            .add("fst writer", FstWriterSource.VERSION)
            .add("top", spec.top())
            .add("trace", spec.trace().name())
            .add("assertions", String.valueOf(spec.assertions()))
            .add("timing", String.valueOf(spec.timing()))
            .add("savable", String.valueOf(spec.savable()))
            .add("unknowns", String.valueOf(spec.randomUnknowns()))
            .add("threads", String.valueOf(spec.threads()))
            .addAll("coverage", spec.coverage())
            .addAll("sources", spec.sources())
            .addAll("includes", spec.includes())
            .addAll("library folders", spec.libraryFolders())
            .addAll("library files", spec.libraryFiles())
            .addAll("published", spec.published())
            .addAll("writable", spec.writable())
            .addAll("forceable", spec.forceable())
            .addAll("verilator flags", spec.verilatorFlags())
            .addAll("cxx sources", spec.cxxSources())
            .addAll("cxx flags", spec.cxxFlags())
            .addAll("link flags", spec.linkFlags());
    for (Map<String, String> pairs : List.of(spec.defines(), spec.parameters())) {
      digest.addAll("pairs", pairs.entrySet());
    }
    return digest.hex().substring(0, 32);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hold a built model library: a shared object from which any number of {@link Model}s is created.
 *
 * <p>Safe for use by several threads.
 */
public final class ModelLibrary {
  private final ModelSpec spec;
  private final Path file;
  private final String hash;
  private final boolean cached;
  private final List<BuildDiagnostic> warnings;
  private long handle;
  private @Nullable SignalLayout layout;
  private @Nullable Design design;

  ModelLibrary(
      ModelSpec spec, Path file, String hash, boolean cached, List<BuildDiagnostic> warnings) {
    this.spec = spec;
    this.file = file;
    this.hash = hash;
    this.cached = cached;
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Return the library of a spec, from the cache or built now.
   *
   * <p>Takes some milliseconds if nothing changed, seconds if something did. Several threads and
   * processes may ask for the same spec: one builds, the others wait. Nothing unfinished is ever
   * visible in the cache, not even after a kill.
   *
   * @param spec what to build
   * @return loaded on first use
   * @throws ModelBuildException if the sources do not compile, or a tool is missing
   */
  public static ModelLibrary build(ModelSpec spec) {
    return new ModelBuild(spec).run();
  }

  /**
   * Return the elaborated design of a spec without compiling it.
   *
   * <p>Takes as long as Verilator needs to read the sources; nothing is kept.
   *
   * @param spec what to look at
   * @return the top module
   * @throws ModelBuildException if the sources are wrong, or a published path does not exist
   */
  public static HdlScope elaborate(ModelSpec spec) {
    return HdlScope.top(new ModelBuild(spec).elaborate());
  }

  /**
   * Create a model instance with default options.
   *
   * @return a model owned by the calling thread
   * @throws ModelException if the library cannot be loaded
   */
  public Model newModel() {
    return newModel(ModelOptions.DEFAULT);
  }

  /**
   * Create a model instance.
   *
   * @param options plusargs, random reset, seed
   * @return a model owned by the calling thread
   * @throws ModelException if the library cannot be loaded or an argument is not understood
   */
  public Model newModel(ModelOptions options) {
    return new Model(this, load(), options);
  }

  /**
   * Return what the library was built from.
   *
   * @return the spec
   */
  public ModelSpec spec() {
    return spec;
  }

  /**
   * Return the name of the top module.
   *
   * @return as in the spec
   */
  public String top() {
    return spec.top();
  }

  /**
   * Return the shared object.
   *
   * @return file in the cache; not to be changed
   */
  public Path file() {
    return file;
  }

  /**
   * Return whether the library was found in the cache.
   *
   * @return {@code false} if this call had to build it
   */
  public boolean cached() {
    return cached;
  }

  /**
   * Return what Verilator warned about when the library was built.
   *
   * @return warnings with file, line and source line
   */
  public List<BuildDiagnostic> warnings() {
    return warnings;
  }

  /**
   * Return the elaborated design: instances, generate blocks, signals, parameters and their types.
   *
   * <p>Read from a file beside the library at the first call; no model is needed.
   *
   * @return the top module
   * @throws ModelException if the cache entry is damaged
   */
  public HdlScope hierarchy() {
    return HdlScope.top(design());
  }

  synchronized Design design() {
    Design known = design;
    if (known == null) {
      Path description = file.resolveSibling(DesignText.FILE);
      try {
        known = DesignText.read(Files.readString(description));
      } catch (IOException e) {
        throw new ModelException(
            "design description is missing: file=%s (hint: delete the cache entry)"
                .formatted(description));
      }
      design = known;
    }
    return known;
  }

  /** Return where the signals are, asking the first model there is. */
  synchronized SignalLayout layout(long model) {
    SignalLayout known = layout;
    if (known == null) {
      known = new SignalLayout(this, NativeBridge.describe(model));
      layout = known;
    }
    return known;
  }

  /** Return a name that is the same wherever the same build came from. */
  String identity() {
    int names = file.getNameCount();
    return file.subpath(names - 3, names - 1).toString();
  }

  long symbol(String name) {
    long symbol = NativeBridge.librarySymbol(load(), name);
    if (symbol == 0) {
      throw new ModelException(
          "unknown native function: symbol=%s top=%s (hint: cxxSource, extern \"C\" NC_EXPORT)"
              .formatted(name, top()));
    }
    return symbol;
  }

  void checkSavable() {
    if (!spec.savable()) {
      throw new ModelException(
          "model library cannot save its state: top=%s (hint: ModelSpec.builder(...).savable(true))"
              .formatted(top()));
    }
  }

  void checkTraced() {
    if (spec.trace() == TraceFormat.NONE) {
      throw new ModelException(
          "model library has no trace code: top=%s (hint: ModelSpec.builder(...).trace(FST))"
              .formatted(top()));
    }
  }

  private synchronized long load() {
    if (handle == 0) {
      // Pruned since it was found, or damaged on the disk: the loader would not always survive it.
      Path intact = isIntact() ? file : ModelBuild.again(spec, file).file();
      handle = NativeBridge.libraryOpen(intact.toString());
    }
    return handle;
  }

  private boolean isIntact() {
    try {
      return Digest.ofFile(file).equals(hash);
    } catch (IOException e) {
      return false;
    }
  }
}

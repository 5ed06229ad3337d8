// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

// Longer than 500 lines: one short, documented builder method per option, easiest to find in one
// place.

/**
 * Describe a model library: which RTL, which top, which parameters, what to record.
 *
 * <p>Immutable; equal specs over equal files give the same library from the cache. Relative paths
 * are resolved against the working directory of the JVM. Everything after {@link Builder#build()}
 * is {@link ModelLibrary#build(ModelSpec)}'s business.
 */
public final class ModelSpec {
  private final String top;
  private final List<Path> sources;
  private final List<Path> includes;
  private final List<Path> libraryFolders;
  private final List<Path> libraryFiles;
  private final Map<String, String> defines;
  private final Map<String, String> parameters;
  private final TraceFormat trace;
  private final boolean assertions;
  private final boolean timing;
  private final boolean savable;
  private final boolean randomUnknowns;
  private final int threads;
  private final Set<CoverageKind> coverage;
  private final List<String> published;
  private final List<String> writable;
  private final List<String> forceable;
  private final List<String> verilatorFlags;
  private final List<Path> cxxSources;
  private final List<String> cxxFlags;
  private final List<String> linkFlags;

  private ModelSpec(Builder builder) {
    this.top = builder.top;
    this.sources = List.copyOf(builder.sources);
    this.includes = List.copyOf(builder.includes);
    this.libraryFolders = List.copyOf(builder.libraryFolders);
    this.libraryFiles = List.copyOf(builder.libraryFiles);
    this.defines = Collections.unmodifiableMap(new LinkedHashMap<>(builder.defines));
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.parameters));
    this.trace = builder.trace;
    this.assertions = builder.assertions;
    this.timing = builder.timing;
    this.savable = builder.savable;
    this.randomUnknowns = builder.randomUnknowns;
    this.threads = builder.threads;
    this.coverage = Collections.unmodifiableSet(EnumSet.copyOf(builder.coverage));
    this.published = List.copyOf(builder.published);
    this.writable = List.copyOf(builder.writable);
    this.forceable = List.copyOf(builder.forceable);
    this.verilatorFlags = List.copyOf(builder.verilatorFlags);
    this.cxxSources = List.copyOf(builder.cxxSources);
    this.cxxFlags = List.copyOf(builder.cxxFlags);
    this.linkFlags = List.copyOf(builder.linkFlags);
  }

  /**
   * Start the description of a library.
   *
   * @param top name of the top module
   * @return builder with no sources, no trace, assertions on
   */
  public static Builder builder(String top) {
    return new Builder(top);
  }

  /**
   * Return the name of the top module.
   *
   * @return as given to {@link #builder}
   */
  public String top() {
    return top;
  }

  /**
   * Return what the library can record.
   *
   * @return trace format
   */
  public TraceFormat trace() {
    return trace;
  }

  /**
   * Return the parameters of the top module.
   *
   * @return name to Verilog literal, in the order given
   */
  public Map<String, String> parameters() {
    return parameters;
  }

  /**
   * Return whether models can be saved and restored.
   *
   * @return {@code true} if {@link Model#checkpoint()} works
   */
  public boolean savable() {
    return savable;
  }

  /**
   * Return which kinds of code coverage are counted.
   *
   * @return empty if none
   */
  public Set<CoverageKind> coverage() {
    return coverage;
  }

  boolean timing() {
    return timing;
  }

  boolean randomUnknowns() {
    return randomUnknowns;
  }

  int threads() {
    return threads;
  }

  List<String> linkFlags() {
    return linkFlags;
  }

  List<Path> sources() {
    return sources;
  }

  List<Path> includes() {
    return includes;
  }

  List<Path> libraryFolders() {
    return libraryFolders;
  }

  List<Path> libraryFiles() {
    return libraryFiles;
  }

  Map<String, String> defines() {
    return defines;
  }

  boolean assertions() {
    return assertions;
  }

  List<String> published() {
    return published;
  }

  List<String> writable() {
    return writable;
  }

  List<String> forceable() {
    return forceable;
  }

  List<String> verilatorFlags() {
    return verilatorFlags;
  }

  List<Path> cxxSources() {
    return cxxSources;
  }

  List<String> cxxFlags() {
    return cxxFlags;
  }

  /** Collect the parts of a {@link ModelSpec}; not safe for use by several threads. */
  public static final class Builder {
    private final String top;
    private final List<Path> sources = new ArrayList<>();
    private final List<Path> includes = new ArrayList<>();
    private final List<Path> libraryFolders = new ArrayList<>();
    private final List<Path> libraryFiles = new ArrayList<>();
    private final Map<String, String> defines = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private TraceFormat trace = TraceFormat.NONE;
    private boolean assertions = true;
    private boolean timing;
    private boolean savable;
    private boolean randomUnknowns;
    private int threads = 1;
    private final Set<CoverageKind> coverage = EnumSet.noneOf(CoverageKind.class);
    private final List<String> published = new ArrayList<>();
    private final List<String> writable = new ArrayList<>();
    private final List<String> forceable = new ArrayList<>();
    private final List<String> verilatorFlags = new ArrayList<>();
    private final List<Path> cxxSources = new ArrayList<>();
    private final List<String> cxxFlags = new ArrayList<>();
    private final List<String> linkFlags = new ArrayList<>();

    String top() {
      return top;
    }

    private Builder(String top) {
      this.top = Objects.requireNonNull(top);
    }

    /**
     * Add RTL files; the order is the order of compilation.
     *
     * @param files Verilog or SystemVerilog sources
     * @return this
     */
    public Builder source(Path... files) {
      for (Path file : files) {
        sources.add(file.toAbsolutePath().normalize());
      }
      return this;
    }

    /**
     * Add the files and options of a {@code .f} filelist.
     *
     * <p>Understood: {@code -f -F -y -v +incdir+ +define+ -I -D -G -CFLAGS -LDFLAGS}, comments,
     * quotes, environment variables; {@code --timing}, {@code --savable}, {@code --threads}, {@code
     * --assert}, {@code --trace*} and {@code --coverage*} set what the methods of that name set;
     * C++ files, objects and libraries go into the model library; other options go to Verilator as
     * they are. A relative name is looked for beside the list, then in the working directory; in a
     * list included by {@code -f} first where the list around it looks.
     *
     * @param file filelist
     * @return this
     * @throws ModelBuildException if it cannot be read or names a file that does not exist
     */
    public Builder fileList(Path file) {
      new FileList(this).read(file.toAbsolutePath().normalize());
      return this;
    }

    /**
     * Add folders searched for {@code `include} files.
     *
     * @param folders searched in the order given
     * @return this
     */
    public Builder include(Path... folders) {
      for (Path folder : folders) {
        includes.add(folder.toAbsolutePath().normalize());
      }
      return this;
    }

    /**
     * Add a folder searched for modules that are not found ({@code -y}).
     *
     * @param folder folder with one module per file
     * @return this
     */
    public Builder libraryFolder(Path folder) {
      libraryFolders.add(folder.toAbsolutePath().normalize());
      return this;
    }

    /**
     * Add a file of modules compiled only if used ({@code -v}).
     *
     * @param file library file
     * @return this
     */
    public Builder libraryFile(Path file) {
      libraryFiles.add(file.toAbsolutePath().normalize());
      return this;
    }

    /**
     * Define a preprocessor macro.
     *
     * @param name macro name
     * @param value its text, may be empty
     * @return this
     */
    public Builder define(String name, String value) {
      defines.put(name, value);
      return this;
    }

    /**
     * Set an integer parameter of the top module.
     *
     * @param name parameter name
     * @param value any value; beyond 32 bits it is passed as a sized 64-bit literal
     * @return this
     */
    public Builder parameter(String name, long value) {
      boolean small = value == (int) value;
      return parameterLiteral(
          name, small ? Long.toString(value) : "64'h" + Long.toHexString(value));
    }

    /**
     * Set a string parameter of the top module.
     *
     * @param name parameter name
     * @param value text without quotes around it and without backslashes
     * @return this
     * @throws ModelBuildException if Verilator could not take the text
     */
    public Builder parameter(String name, String value) {
      if (value.contains("\"") || value.contains("\\")) {
        throw new ModelBuildException(
            "string parameter is not supported by verilator: name=%s value=%s"
                    .formatted(name, value)
                + " (expected: no quote, no backslash)");
      }
      return parameterLiteral(name, '"' + value + '"');
    }

    /**
     * Set a parameter of the top module by a Verilog literal.
     *
     * @param name parameter name
     * @param literal for example {@code 128'hdead_beef}
     * @return this
     */
    public Builder parameterLiteral(String name, String literal) {
      parameters.put(name, literal);
      return this;
    }

    /**
     * Choose what the library can record.
     *
     * @param format {@link TraceFormat#NONE} leaves all trace code out
     * @return this
     */
    public Builder trace(TraceFormat format) {
      this.trace = format;
      return this;
    }

    /**
     * Choose whether assertions in the RTL are checked; on by default.
     *
     * @param on {@code false} compiles them away
     * @return this
     */
    public Builder assertions(boolean on) {
      this.assertions = on;
      return this;
    }

    /**
     * Choose whether delays ({@code #5}), {@code wait} and events in the RTL are obeyed; off by
     * default: delays are ignored then.
     *
     * <p>The stepper stops at the times the RTL waits for. Without a stepper they are the caller's
     * business. Needs a C++20 compiler; cannot be combined with {@link #savable}.
     *
     * @param on {@code true} for RTL with delays, such as a clock made by {@code always #5}
     * @return this
     */
    public Builder timing(boolean on) {
      this.timing = on;
      return this;
    }

    /**
     * Choose whether models can be saved and restored; see {@link Model#checkpoint()}.
     *
     * <p>Costs nothing while running. Cannot be combined with {@link #coverage} or {@link #timing}.
     *
     * @param on {@code true} adds the code for it
     * @return this
     */
    public Builder savable(boolean on) {
      this.savable = on;
      return this;
    }

    /**
     * Count code coverage; see {@link Model#coverage()}.
     *
     * @param kinds what to count in addition; LINE and BRANCH come together
     * @return this
     */
    public Builder coverage(CoverageKind... kinds) {
      coverage.addAll(List.of(kinds));
      return this;
    }

    /**
     * Evaluate each model with several threads, which pays for large designs only.
     *
     * @param count threads, 1..64; 1 by default
     * @return this
     */
    public Builder threads(int count) {
      this.threads = count;
      return this;
    }

    /**
     * Choose whether {@code x} in the RTL, assignments of it included, becomes random bits when
     * {@link ModelOptions#randomReset()} asks for them; off by default: assigned {@code x} is what
     * is fastest, and only registers without a reset value start at random.
     *
     * @param on {@code true} draws a value for each {@code x} when a model is created
     * @return this
     */
    public Builder randomUnknowns(boolean on) {
      this.randomUnknowns = on;
      return this;
    }

    /**
     * Make internal signals and memories readable.
     *
     * <p>Each costs a little speed, because Verilator may not optimise it away. All instances of
     * its module are published along with the one named.
     *
     * @param paths hierarchical paths from the top module on, such as {@code top.u_fifo.count_q};
     *     {@code *} stands for any text inside one path element
     * @return this
     */
    public Builder publish(String... paths) {
      published.addAll(List.of(paths));
      return this;
    }

    /**
     * Make internal signals and memories readable and writable; slower than {@link #publish}.
     *
     * @param paths as for {@link #publish}
     * @return this
     */
    public Builder publishWritable(String... paths) {
      writable.addAll(List.of(paths));
      return this;
    }

    /**
     * Make internal signals readable and writable, and let {@link Signal#force} override what
     * drives them.
     *
     * <p>Costs what {@link #publishWritable} costs, and a selection in front of every reader.
     *
     * @param paths as for {@link #publish}
     * @return this
     */
    public Builder forceable(String... paths) {
      forceable.addAll(List.of(paths));
      return this;
    }

    /**
     * Pass further options to Verilator.
     *
     * @param flags one argument each, such as {@code -Wno-WIDTH}
     * @return this
     */
    public Builder verilatorFlag(String... flags) {
      verilatorFlags.addAll(List.of(flags));
      return this;
    }

    /**
     * Compile C++ code into the library; see {@link Model#callNative}.
     *
     * @param file source; it may include {@code Vmodel.h} and {@code model_abi.h}
     * @return this
     */
    public Builder cxxSource(Path file) {
      cxxSources.add(file.toAbsolutePath().normalize());
      return this;
    }

    /**
     * Pass further options to the C++ compiler, after ours.
     *
     * @param flags one argument each
     * @return this
     */
    public Builder cxxFlag(String... flags) {
      cxxFlags.addAll(List.of(flags));
      return this;
    }

    /**
     * Pass options to the linker of the library, after ours.
     *
     * @param flags one argument each, such as {@code -lm} or an object file
     * @return this
     */
    public Builder linkFlag(String... flags) {
      linkFlags.addAll(List.of(flags));
      return this;
    }

    /**
     * Finish the description.
     *
     * @return immutable spec
     * @throws ModelBuildException if there is no source
     */
    public ModelSpec build() {
      if (sources.isEmpty()) {
        throw new ModelBuildException(
            "model has no source: top=" + top + " (hint: source(...) or fileList(...))");
      }
      return new ModelSpec(this);
    }
  }
}

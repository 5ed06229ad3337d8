// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Read {@code .f} filelists into a {@link ModelSpec.Builder}.
 *
 * <p>A relative name is looked for in the base folders of its list, in order. The list the user
 * names, and one included by {@code -F}: its own folder, then the working directory. One included
 * by {@code -f}: the base folders of the list around it, then its own folder.
 */
final class FileList {
  private static final int DEEPEST = 16;
  private static final Set<String> C_SUFFIXES = Set.of("c", "cc", "cpp", "cxx", "C");

  /** Options that are nothing without the next word. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-f",
          "-F",
          "-y",
          "-v",
          "-I",
          "-D",
          "-G",
          "-CFLAGS",
          "-LDFLAGS",
          "--top-module",
          "--top",
          "--threads",
          "--language",
          "--default-language",
          "--timescale",
          "--timescale-override",
          "--x-assign",
          "--x-initial",
          "--unroll-count",
          "--unroll-stmts",
          "--converge-limit",
          "--max-num-width",
          "--trace-depth",
          "--trace-max-array",
          "--trace-max-width",
          "--trace-threads",
          "--if-depth",
          "--inline-mult",
          "--error-limit",
          "--prefix",
          "--mod-prefix",
          "-Mdir",
          "--Mdir",
          "--make",
          "-o",
          "-j",
          "--build-jobs",
          "--output-split-cfuncs",
          "--output-split-ctrace",
          "--work",
          "-MAKEFLAGS");

  private final ModelSpec.Builder spec;
  private final Function<String, @Nullable String> environment;
  private int depth;

  FileList(ModelSpec.Builder spec) {
    this(spec, System::getenv);
  }

  FileList(ModelSpec.Builder spec, Function<String, @Nullable String> environment) {
    this.spec = spec;
    this.environment = environment;
  }

  void read(Path file) {
    read(file, ownBases(file));
  }

  private static List<Path> ownBases(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    Path here = Path.of("").toAbsolutePath();
    return parent == null || parent.equals(here) ? List.of(here) : List.of(parent, here);
  }

  private void read(Path file, List<Path> bases) {
    if (++depth > DEEPEST) {
      throw new ModelBuildException("filelists include each other: file=" + file);
    }
    Reader reader = new Reader(file, bases);
    List<String> words = FileListTokens.of(file, text(file), environment);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean takesNext = WITH_VALUE.contains(twoDashes(word));
      if (takesNext && i + 1 == words.size()) {
        throw new ModelBuildException(
            "filelist option has no value: file=" + file + " option=" + word);
      }
      reader.word(word, takesNext ? words.get(++i) : null);
    }
    depth--;
  }

  /** Verilator takes long options with one dash, too. */
  private static String twoDashes(String word) {
    return !word.startsWith("--") && WITH_VALUE.contains("-" + word) ? "-" + word : word;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ModelBuildException("filelist cannot be read: file=" + file + " reason=" + e);
    }
  }

  /** Knows the list that is being read. */
  private final class Reader {
    private final Path file;
    private final List<Path> bases;

    Reader(Path file, List<Path> bases) {
      this.file = file;
      this.bases = bases;
    }

    void word(String word, @Nullable String value) {
      if (value != null) {
        valued(twoDashes(word), value);
      } else if (word.startsWith("+incdir+")) {
        parts(word, 8).forEach(folder -> spec.include(existing(folder)));
      } else if (word.startsWith("+define+")) {
        parts(word, 8).forEach(this::define);
      } else if (word.startsWith("-I")) {
        spec.include(existing(word.substring(2)));
      } else if (word.startsWith("-D")) {
        define(word.substring(2));
      } else if (word.startsWith("-G")) {
        parameter(word.substring(2));
      } else if (word.startsWith("-pvalue+")) {
        parameter(word.substring(8));
      } else if (word.startsWith("-") || word.startsWith("+")) {
        flag(word.startsWith("--") ? word : word.replaceFirst("^-(?=[a-z]{3})", "--"));
      } else {
        source(existing(word));
      }
    }

    private void valued(String option, String value) {
      switch (option) {
        case "-f" -> {
          Path list = existing(value);
          Set<Path> both = new LinkedHashSet<>(bases);
          both.addAll(ownBases(list));
          read(list, new ArrayList<>(both));
        }
        case "-F" -> FileList.this.read(existing(value));
        case "-y" -> spec.libraryFolder(existing(value));
        case "-v" -> spec.libraryFile(existing(value));
        case "-I" -> spec.include(existing(value));
        case "-D" -> define(value);
        case "-G" -> parameter(value);
        case "-CFLAGS" -> spec.cxxFlag(value.strip().split("\\s+"));
        case "-LDFLAGS" -> spec.linkFlag(value.strip().split("\\s+"));
        case "--threads" -> spec.threads(number(option, value));
        case "--top", "--top-module" -> {
          if (!value.equals(spec.top())) {
            throw new ModelBuildException(
                "filelist names another top module: file=%s top=%s (expected: %s)"
                    .formatted(file, value, spec.top()));
          }
        }
        default -> spec.verilatorFlag(option, value);
      }
    }

    private void flag(String flag) {
      switch (flag) {
        case "--timing" -> spec.timing(true);
        case "--no-timing" -> spec.timing(false);
        case "--assert" -> spec.assertions(true);
        case "--no-assert" -> spec.assertions(false);
        case "--savable" -> spec.savable(true);
        case "--trace", "--trace-vcd" -> spec.trace(TraceFormat.VCD);
        case "--trace-fst" -> spec.trace(TraceFormat.FST);
        case "--coverage" ->
            spec.coverage(CoverageKind.LINE, CoverageKind.TOGGLE, CoverageKind.USER);
        case "--coverage-line" -> spec.coverage(CoverageKind.LINE);
        case "--coverage-toggle" -> spec.coverage(CoverageKind.TOGGLE);
        case "--coverage-user" -> spec.coverage(CoverageKind.USER);
        case "--coverage-expr" -> spec.coverage(CoverageKind.EXPRESSION);
        case "--cc", "--build", "--exe" -> {} // a library is what the bridge makes anyway
        default -> spec.verilatorFlag(flag);
      }
    }

    private void source(Path path) {
      String name = path.toString();
      String suffix = name.substring(name.lastIndexOf('.') + 1);
      if (C_SUFFIXES.contains(suffix)) {
        spec.cxxSource(path);
      } else if (Set.of("o", "a", "so").contains(suffix.toLowerCase(Locale.ROOT))) {
        spec.linkFlag(name);
      } else {
        spec.source(path);
      }
    }

    /** The text behind a prefix, split at {@code +}, but not inside quotes. */
    private List<String> parts(String word, int from) {
      List<String> result = new ArrayList<>();
      StringBuilder part = new StringBuilder();
      boolean quoted = false;
      for (char c : word.substring(from).toCharArray()) {
        quoted ^= c == '"';
        if (c == '+' && !quoted) {
          result.add(part.toString());
          part.setLength(0);
        } else {
          part.append(c);
        }
      }
      result.add(part.toString());
      result.removeIf(String::isEmpty);
      return result;
    }

    private void define(String definition) {
      int equals = definition.indexOf('=');
      if (equals < 0) {
        spec.define(definition, "");
      } else {
        spec.define(definition.substring(0, equals), definition.substring(equals + 1));
      }
    }

    private void parameter(String assignment) {
      int equals = assignment.indexOf('=');
      if (equals <= 0) {
        throw new ModelBuildException(
            "filelist parameter is not NAME=VALUE: file=%s text=%s".formatted(file, assignment));
      }
      spec.parameterLiteral(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private int number(String option, String value) {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw new ModelBuildException(
            "filelist option is no number: file=%s option=%s value=%s"
                .formatted(file, option, value));
      }
    }

    private Path existing(String name) {
      List<Path> tried = new ArrayList<>();
      for (Path base : bases) {
        Path path = base.resolve(name).normalize();
        if (Files.exists(path)) {
          return path;
        }
        tried.add(path);
      }
      throw new ModelBuildException(
          "filelist names a missing file: file=%s entry=%s (expected: %s)"
              .formatted(
                  file,
                  name,
                  String.join(" or ", tried.stream().map(Path::toString).distinct().toList())));
    }
  }
}

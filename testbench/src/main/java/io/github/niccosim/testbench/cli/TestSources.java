// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli;

import io.github.niccosim.testbench.report.RunException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the Java files of a user's folder against the class path of this JVM. */
final class TestSources {
  private TestSources() {}

  /**
   * Compile every {@code .java} file below {@code dir} except in {@code target} and hidden folders.
   *
   * @return folder with nothing but the classes of these files
   * @throws RunException if there is no source or it does not compile; the reasons are printed
   */
  static Path compile(Path dir, PrintWriter err) {
    Path classes = dir.resolve("target").resolve("cosim").resolve("classes");
    try {
      List<Path> sources = find(dir);
      if (sources.isEmpty()) {
        throw new RunException(
            "no test source found: dir=" + dir + " (expected: a .java file | hint: see README.md)");
      }
      removeClasses(classes);
      Files.createDirectories(classes);
      compile(sources, classes, err);
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> find(Path dir) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && isSource(dir.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isSource(Path file) {
    for (Path part : file) {
      if (part.toString().startsWith(".") || part.toString().equals("target")) {
        return false;
      }
    }
    return true;
  }

  private static void removeClasses(Path classes) throws IOException {
    if (!Files.exists(classes)) {
      return;
    }
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void compile(List<Path> sources, Path classes, PrintWriter err)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new RunException("no Java compiler: java.home=" + System.getProperty("java.home"));
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-d", classes.toString(), "-parameters", "-g", "-proc:none", "-encoding", "UTF-8");
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(err, files, found, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        long errors = print(found, err);
        throw new RunException("tests do not compile: errors=" + errors + " (listed above)");
      }
    }
  }

  private static long print(DiagnosticCollector<JavaFileObject> found, PrintWriter err) {
    long errors = 0;
    for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        errors++;
        err.println(each);
      }
    }
    return errors;
  }
}

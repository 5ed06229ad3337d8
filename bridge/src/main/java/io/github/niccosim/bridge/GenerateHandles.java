// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Generate a typed handle from the command line, for build tools; see {@link HandleGenerator}.
 *
 * <p>{@code java io.github.niccosim.bridge.GenerateHandles --top fifo --package my.dut --out
 * target/generated-sources/handles rtl/fifo.sv}
 */
public final class GenerateHandles {
  /** What the options mean. */
  public static final String USAGE =
      """
      usage: GenerateHandles --top NAME --out FOLDER [OPTIONS] FILE...
        --package NAME            package of the class (default: none)
        --class NAME              name of the class (default: from the top)
        -f FILELIST               files and options of a filelist
        -I FOLDER, -DNAME=VALUE, -GNAME=LITERAL   as for verilator
        --publish PATH            internal signal to read; may be repeated, * matches in an element
        --publish-writable PATH   internal signal to read and write
        --forceable PATH          internal signal to force
      """;

  private GenerateHandles() {}

  /**
   * Generate, then end the JVM: exit code 0 good, 1 the RTL is wrong, 2 usage.
   *
   * @param args options and source files
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Generate.
   *
   * @param out gets the name of the file
   * @param err gets what is wrong
   * @param args options and source files
   * @return exit code: 0 good, 1 the RTL is wrong, 2 usage
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Options options = new Options();
    try {
      options.parse(List.of(args).iterator());
    } catch (IllegalArgumentException e) {
      err.println("handles: error: " + e.getMessage());
      err.print(USAGE);
      return 2;
    }
    try {
      out.println(options.generate());
      return 0;
    } catch (ModelBuildException e) {
      err.println("handles: error: " + e.getMessage());
      return 1;
    }
  }

  private static final class Options {
    private String top = "";
    private String packageName = "";
    private String className = "";
    private Path folder = Path.of("");
    private final List<String[]> settings = new ArrayList<>();

    void parse(Iterator<String> args) {
      while (args.hasNext()) {
        String arg = args.next();
        switch (arg) {
          case "--top" -> top = value(arg, args);
          case "--package" -> packageName = value(arg, args);
          case "--class" -> className = value(arg, args);
          case "--out" -> folder = Path.of(value(arg, args));
          case "-f", "-I", "-D", "-G", "--publish", "--publish-writable", "--forceable" ->
              settings.add(new String[] {arg, value(arg, args)});
          default -> settings.add(joined(arg));
        }
      }
      if (top.isEmpty() || folder.toString().isEmpty()) {
        throw new IllegalArgumentException("option is missing: name=--top or --out");
      }
    }

    /** Split {@code -GName=1} like {@code -G Name=1}; anything without a dash is a file. */
    private static String[] joined(String arg) {
      for (String option : List.of("-I", "-D", "-G")) {
        if (arg.startsWith(option)) {
          return new String[] {option, arg.substring(2)};
        }
      }
      if (arg.startsWith("-")) {
        throw new IllegalArgumentException("option is unknown: name=" + arg);
      }
      return new String[] {"", arg};
    }

    private static String value(String name, Iterator<String> args) {
      if (!args.hasNext()) {
        throw new IllegalArgumentException("option has no value: name=" + name);
      }
      return args.next();
    }

    Path generate() {
      ModelSpec.Builder spec = ModelSpec.builder(top);
      for (String[] setting : settings) {
        apply(spec, setting[0], setting[1]);
      }
      return new HandleGenerator(spec.build(), packageName, className).write(folder);
    }

    private static void apply(ModelSpec.Builder spec, String option, String value) {
      int equals = value.indexOf('=');
      String name = equals < 0 ? value : value.substring(0, equals);
      String text = equals < 0 ? "" : value.substring(equals + 1);
      switch (option) {
        case "-f" -> spec.fileList(Path.of(value));
        case "-I" -> spec.include(Path.of(value));
        case "-D" -> spec.define(name, text);
        case "-G" -> spec.parameterLiteral(name, text);
        case "--publish" -> spec.publish(value);
        case "--publish-writable" -> spec.publishWritable(value);
        case "--forceable" -> spec.forceable(value);
        default -> spec.source(Path.of(value));
      }
    }
  }
}

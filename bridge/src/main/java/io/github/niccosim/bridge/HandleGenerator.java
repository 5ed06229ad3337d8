// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * Turn a top into a Java class with a field for each port and each published internal, so that a
 * wrong name, direction or width does not compile.
 *
 * <p>Needs Verilator, but no C++ compiler. The output depends on the sources, the parameters and
 * the published paths alone, so a generated class may be kept under version control.
 */
public final class HandleGenerator {
  private static final List<String> BRIDGE = List.of("HdlBits", "Memory", "Model", "ModelSpec");
  private static final List<String> TYPED =
      List.of(
          "ArrayInput",
          "ArrayOutput",
          "BitInput",
          "BitOutput",
          "Elements",
          "EnumArrayInput",
          "EnumArrayOutput",
          "EnumInput",
          "EnumOutput",
          "HdlEnum",
          "IntInput",
          "IntOutput",
          "LongInput",
          "LongOutput",
          "WideArrayInput",
          "WideArrayOutput",
          "WideInput",
          "WideOutput");

  /** A scope with published internals below. */
  private static final class Scope {
    final List<HdlVariable> signals = new ArrayList<>();
    final Map<String, Scope> scopes = new LinkedHashMap<>();
  }

  private final ModelSpec spec;
  private final String packageName;
  private final String className;
  private final HdlScope top;
  private final Map<String, Boolean> writable = new LinkedHashMap<>(); // internal path
  private final List<String> leftOut = new ArrayList<>();
  private final HandleNames names;
  private final HandleTypes types;

  /**
   * Read the design.
   *
   * @param spec top, sources, parameters; its published paths choose the internals
   * @param packageName package of the generated class; empty for none
   * @param className simple name of it; empty for one made from that of the top
   * @throws ModelBuildException if the sources are wrong, a path does not exist, or a name is no
   *     Java name
   */
  public HandleGenerator(ModelSpec spec, String packageName, String className) {
    this.spec = spec;
    this.packageName = packageName;
    this.className = className.isEmpty() ? HandleNames.camel(spec.top()) : className;
    if (!SourceVersion.isIdentifier(this.className)
        || !(packageName.isEmpty() || SourceVersion.isName(packageName))) {
      throw new ModelBuildException(
          "not a Java name: package=%s class=%s".formatted(packageName, this.className));
    }
    this.top = ModelLibrary.elaborate(spec);
    TreeSet<String> reserved = new TreeSet<>(TYPED);
    reserved.addAll(BRIDGE);
    reserved.addAll(List.of("String", "Object", "Override", "BigInteger", this.className));
    top.variables().forEach(v -> reserved.add(v.name()));
    this.names = new HandleNames(reserved);
    this.types = new HandleTypes(names);
  }

  /**
   * Write the class below a source folder.
   *
   * @param sourceFolder such as {@code target/generated-sources/handles}; made if it is missing
   * @return the file, untouched if it has the right content already
   * @throws ModelBuildException if it cannot be written
   */
  public Path write(Path sourceFolder) {
    Path folder = sourceFolder.resolve(packageName.replace('.', '/'));
    Path file = folder.resolve(className + ".java");
    String text = generate();
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        Files.writeString(file, text);
      }
      return file;
    } catch (IOException e) {
      throw new ModelBuildException("handle cannot be written: file=" + file + " reason=" + e);
    }
  }

  /**
   * Return the source of the class.
   *
   * @return a complete compilation unit
   */
  public String generate() {
    StringBuilder body = new StringBuilder();
    body.append(parameters());
    Scope internals = internals();
    StringBuilder fields = new StringBuilder();
    StringBuilder making = new StringBuilder();
    for (HdlVariable variable : top.variables()) {
      if (variable.direction() != Direction.INTERNAL) {
        add(variable, fields, making);
      }
    }
    addScope(internals, top.path(), fields, making);
    body.append(fields).append(constructor(making)).append(publishing());
    types.classes().forEach(text -> body.append('\n').append(text));
    return (header(body.toString()) + body + "}\n").replaceAll("(?m)[ \t]+$", "");
  }

  private String header(String body) {
    StringBuilder out = new StringBuilder();
    if (!packageName.isEmpty()) {
      out.append("package %s;%n%n".formatted(packageName));
    }
    TreeSet<String> imports = new TreeSet<>();
    BRIDGE.forEach(name -> addImport(name, "io.github.niccosim.bridge.", body, imports));
    TYPED.forEach(name -> addImport(name, "io.github.niccosim.bridge.typed.", body, imports));
    addImport("BigInteger", "java.math.", body, imports);
    imports.forEach(name -> out.append("import %s;%n".formatted(name)));
    out.append(
        """

        /**
         * Typed handle of {@code %s}, {@code %s:%d}: its ports%s.
         *
         * <p>Generated; changes are lost. Fields carry the names of the RTL.
        """
            .formatted(
                top.definition(),
                fileName(top.file()),
                top.line(),
                writable.isEmpty() ? "" : " and chosen internals"));
    if (!leftOut.isEmpty()) {
      out.append(
          " *\n * <p>Left out for their types: {@code %s}.%n"
              .formatted(String.join(", ", leftOut)));
    }
    out.append(" */\npublic final class %s {%n".formatted(className));
    out.append("  /** Name of the top module. */\n");
    out.append("  public static final String TOP = \"%s\";%n%n".formatted(spec.top()));
    return out.toString();
  }

  private static void addImport(String name, String from, String body, TreeSet<String> imports) {
    if (Pattern.compile("\\b" + name + "\\b").matcher(body).find()) {
      imports.add(from + name);
    }
  }

  private String parameters() {
    StringBuilder out = new StringBuilder();
    for (HdlVariable variable : top.variables()) {
      if (!variable.isConstant() || variable.name().equals("TOP")) {
        continue;
      }
      Optional<String> value = constant(variable);
      value.ifPresent(text ->
          out.append(
              "  /** Parameter {@code %s}; {@code %s:%d}. */%n  public static final %s;%n%n"
                  .formatted(variable.name(), fileName(variable.file()), variable.line(), text)));
    }
    return out.toString();
  }

  /** Return type, name and value of a Java constant. */
  private Optional<String> constant(HdlVariable variable) {
    String name = HandleNames.field(variable.name());
    String literal = variable.literal().orElse("");
    if (literal.startsWith("\"") && !literal.contains("\\") && literal.endsWith("\"")) {
      return Optional.of("String %s = %s".formatted(name, literal));
    }
    Optional<BigInteger> value = variable.value();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    BigInteger number = value.get();
    if (variable.type() instanceof HdlType.Enumeration enumeration) {
      Optional<String> constant = enumeration.nameOf(number);
      if (constant.isPresent() && enumeration.widthBits() < 64) {
        String type = types.enumeration(enumeration, variable.name());
        String of = type + "." + HandleNames.field(constant.get());
        return Optional.of("%s %s = %s".formatted(type, name, of));
      }
    }
    String text =
        number.bitLength() <= 31
            ? "int %s = %d"
            : number.bitLength() <= 63
                ? "long %s = 0x%xL"
                : "BigInteger %s = new BigInteger(\"%d\")";
    return Optional.of(text.formatted(name, number));
  }

  /** Collect the internals by scope; a path published twice is writable if one of them is. */
  private Scope internals() {
    spec.published().forEach(path -> collect(path, false));
    spec.writable().forEach(path -> collect(path, true));
    spec.forceable().forEach(path -> collect(path, true));
    Scope root = new Scope();
    for (String path : writable.keySet()) {
      String relative = path.substring(top.path().length() + 1);
      String[] elements = relative.split("\\.");
      Scope scope = root;
      for (int i = 0; i + 1 < elements.length; i++) {
        scope = scope.scopes.computeIfAbsent(elements[i], unused -> new Scope());
      }
      scope.signals.add(top.variable(relative).orElseThrow());
    }
    return root;
  }

  private void collect(String path, boolean write) {
    for (HdlVariable variable : PublishedSignals.named(top, path)) {
      if (variable.direction() == Direction.INTERNAL || !isPort(variable)) {
        writable.merge(variable.path(), write, Boolean::logicalOr);
      }
    }
  }

  private boolean isPort(HdlVariable variable) {
    return variable.path().equals(top.path() + "." + variable.name());
  }

  private void addScope(Scope scope, String path, StringBuilder fields, StringBuilder making) {
    scope.signals.forEach(variable -> add(variable, fields, making));
    scope.scopes.forEach((name, inner) -> {
      String at = path + "." + name;
      StringBuilder innerFields = new StringBuilder();
      StringBuilder innerMaking = new StringBuilder();
      addScope(inner, at, innerFields, innerMaking);
      String type = names.type(at, name, "Scope");
      String field = HandleNames.field(name);
      fields.append("  /** Signals below {@code %s}. */%n".formatted(at));
      fields.append("  public final %s %s;%n%n".formatted(type, field));
      making.append("    %s = new %s(model);%n".formatted(HandleNames.target(name), type));
      types.add(
          type,
          """
            /** Signals below {@code %1$s}. */
            public static final class %2$s {
          %3$s    private %2$s(Model model) {
          %4$s    }
            }
          """
              .formatted(
                  at, type, innerFields.toString().indent(2), innerMaking.toString().indent(2)));
    });
  }

  private void add(HdlVariable variable, StringBuilder fields, StringBuilder making) {
    boolean port = isPort(variable) && variable.direction() != Direction.INTERNAL;
    boolean write =
        port
            ? variable.direction() != Direction.OUT
            : writable.getOrDefault(variable.path(), false);
    HdlType element = variable.type();
    while (element instanceof HdlType.UnpackedArray array) {
      element = array.element();
    }
    if (element.widthBits() == 0) {
      leftOut.add(variable.name());
      return;
    }
    String path = port ? variable.name() : variable.path();
    String hint = variable.name();
    HandleTypes.Made made =
        variable.type() instanceof HdlType.UnpackedArray
            ? types.unpacked(element, write, "model.memory(\"" + path + "\")", "\"\"", hint)
            : types.packed(element, write, "model.signal(\"" + path + "\")", "", hint);
    fields.append(
        "  /** {@code %s}: %s {@code %s}, %s; {@code %s:%d}. */%n  public final %s %s;%n%n"
            .formatted(
                variable.name(),
                direction(port, variable, write),
                variable.type().declaration(),
                bits(variable.type(), element),
                fileName(variable.file()),
                variable.line(),
                made.type(),
                HandleNames.field(variable.name())));
    making.append(
        "    %s = %s;%n".formatted(HandleNames.target(variable.name()), made.expression()));
  }

  private static String direction(boolean port, HdlVariable variable, boolean write) {
    if (!port) {
      return write ? "writable internal" : "internal";
    }
    return switch (variable.direction()) {
      case IN -> "input";
      case OUT -> "output";
      default -> "inout";
    };
  }

  private static String bits(HdlType type, HdlType element) {
    String width = element.widthBits() == 1 ? "1 bit" : element.widthBits() + " bits";
    return type == element ? width : width + " each";
  }

  private String constructor(StringBuilder making) {
    return """
      /**
       * Look up all signals; done once, reads and writes need no names any more.
       *
       * @param model instance of {@code %s}, its spec having gone through {@link #publish}
       * @throws io.github.niccosim.bridge.ModelException if the model has other signals
       */
      public %s(Model model) {
    %s  }
    """
        .formatted(spec.top(), className, making);
  }

  private String publishing() {
    StringBuilder calls = new StringBuilder("spec");
    append(calls, "publish", spec.published());
    append(calls, "publishWritable", spec.writable());
    append(calls, "forceable", spec.forceable());
    return """

      /**
       * Ask for the internals this handle reads.
       *
       * @param spec description of the model library
       * @return the same spec
       */
      public static ModelSpec.Builder publish(ModelSpec.Builder spec) {
        return %s;
      }
    """
        .formatted(calls);
  }

  private static void append(StringBuilder calls, String method, List<String> paths) {
    if (!paths.isEmpty()) {
      String separator = paths.size() == 1 ? "" : "\n            ";
      calls.append("%n        .%s(%s".formatted(method, separator));
      calls.append('"').append(String.join("\"," + separator + "\"", paths)).append("\")");
    }
  }

  private static String fileName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}

// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Compile the JNI library; run by Maven with the java of the toolchain, whose jni.h it uses.
 *
 * <p>Arguments: folder of the C++ sources, file to make, sanitizers if any. Does nothing when the file was made from
 * the same sources with the same JDK.
 */
public final class CompileJni {
  private CompileJni() {}

  /** Compile, or exit with 1 and one clear line. */
  public static void main(String[] args) throws Exception {
    Path sources = Path.of(args[0]);
    Path library = Path.of(args[1]);
    Path stamp = library.resolveSibling(library.getFileName() + ".stamp");
    List<String> command = command(sources, library);
    if (args.length > 2 && !args[2].isBlank()) {
      command.addAll(List.of("-fsanitize=" + args[2], "-fno-omit-frame-pointer"));
    }
    String state = state(sources, command);
    if (Files.exists(library) && Files.exists(stamp) && Files.readString(stamp).equals(state)) {
      return;
    }
    Files.createDirectories(library.getParent());
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        fail("compiling the JNI library failed: exit=" + exit);
      }
    } catch (IOException e) {
      fail("g++ cannot be started: reason=" + e.getMessage() + " (hint: sudo apt-get install g++)");
    }
    Files.writeString(stamp, state);
  }

  private static List<String> command(Path sources, Path library) {
    Path jdk = Path.of(System.getProperty("java.home"), "include");
    if (!Files.exists(jdk.resolve("jni.h"))) {
      fail("jni.h is missing: folder=" + jdk + " (hint: a JDK is needed, not a JRE)");
    }
    return new ArrayList<>(
        List.of(
            "g++", "-std=c++17", "-O2", "-g1", "-Wall", "-Wextra", "-Werror", "-fPIC",
            "-fvisibility=hidden", "-shared", "-I" + jdk, "-I" + jdk.resolve("linux"),
            sources.resolve("bridge_jni.cpp").toString(), "-o", library.toString()));
  }

  private static String state(Path sources, List<String> command) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(command.toString().getBytes(StandardCharsets.UTF_8));
    try (var files = Files.list(sources)) {
      for (Path file : files.sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void fail(String text) {
    System.err.println("nic-cosim bridge: " + text);
    System.exit(1);
  }
}

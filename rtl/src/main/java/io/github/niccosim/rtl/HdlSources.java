// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import io.github.niccosim.bridge.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The SystemVerilog and C++ sources as files: beside the classes, or copied out of the jar.
 *
 * <p>A copy lies in a folder named by its content, so that it never has to be renewed.
 */
final class HdlSources {

  private static final String ROOT = "hdl/";
  private static final List<String> BESIDE_FILELIST =
      List.of(
          "rtl.f",
          "sim.f",
          "include/nicdma_assert.svh",
          "include/nicdma_bug.svh",
          "src/main/cpp/measure.cpp",
          "src/main/cpp/rx_axi.h",
          "src/main/cpp/rx_bench.h",
          "src/main/cpp/rx_check.h",
          "src/main/cpp/rx_driver.h",
          "src/main/cpp/rx_expect.h",
          "src/main/cpp/rx_harness.cpp",
          "src/main/cpp/rx_headers.h",
          "src/main/cpp/rx_host.h",
          "src/main/cpp/rx_memory.h",
          "src/main/cpp/rx_probe.h",
          "src/main/cpp/rx_registers.h",
          "src/main/cpp/rx_source.h",
          "tb/tx_bench.h",
          "tb/tx_host.h");

  private HdlSources() {}

  /** Return the folder that holds {@code rtl.f}. */
  static Path folder() {
    URL filelist = HdlSources.class.getResource(ROOT + "rtl.f");
    if (filelist == null) {
      throw new IllegalStateException(
          "rtl sources are not on the class path: resource=" + ROOT + "rtl.f (hint: mvn compile)");
    }
    try {
      if (filelist.getProtocol().equals("file")) {
        return Path.of(new URI(filelist.toString())).resolveSibling(".").normalize();
      }
      return extract();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "rtl sources cannot be unpacked: reason="
              + e
              + " (hint: set NICCOSIM_CACHE_DIR to a writable folder)",
          e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path extract() throws IOException {
    Map<String, byte[]> files = read();
    Path target = CacheFolder.get().resolve("hdl-" + digest(files));
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(target.getParent());
    Path fresh = Files.createTempDirectory(target.getParent(), "hdl-");
    try {
      write(files, fresh);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(fresh);
      // Another caller may have been faster; its copy is the same. What a move onto a folder
      // throws depends on the file system, so that the folder is asked.
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
    return target;
  }

  private static void write(Map<String, byte[]> files, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> found = Files.walk(folder)) {
      deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private static Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(BESIDE_FILELIST);
    for (String list : List.of("rtl.f", "sim.f")) {
      for (String line : new String(bytes(list), StandardCharsets.UTF_8).split("\n")) {
        if (line.endsWith(".sv")) {
          names.add(line.strip());
        }
      }
    }
    for (String name : names) {
      files.put(name, bytes(name));
    }
    return files;
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = HdlSources.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("rtl source is missing: resource=" + ROOT + name);
      }
      return in.readAllBytes();
    }
  }

  private static String digest(Map<String, byte[]> files) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      files.forEach((name, content) -> {
        sha.update(name.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        sha.update(content);
      });
      return HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

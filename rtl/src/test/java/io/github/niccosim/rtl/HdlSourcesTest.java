// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.CacheFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources come out of the jar of this module, as a user of the published jar gets them. */
class HdlSourcesTest {

  private static final String CACHE = "niccosim.cache.dir";
  private static final String PACKAGE = "io/github/niccosim/rtl/";
  private static final String HDL = PACKAGE + "hdl/";

  @TempDir Path scratch;
  private Path cache;
  private String before;

  @BeforeEach
  void useOwnCache() {
    cache = scratch.resolve("cache");
    before = System.getProperty(CACHE);
    System.setProperty(CACHE, cache.toString());
  }

  @AfterEach
  void restoreCache() {
    if (before == null) {
      System.clearProperty(CACHE);
    } else {
      System.setProperty(CACHE, before);
    }
  }

  @Test
  void everyFileOfTheJarIsCopied() throws Exception {
    Map<String, byte[]> packed = packed();
    Path copy = folders(jar(packed), 1).get(0);

    Map<String, byte[]> copied = read(copy);
    assertThat(copied.keySet()).isEqualTo(packed.keySet());
    copied.forEach((name, content) -> assertThat(content).as(name).isEqualTo(packed.get(name)));
    assertThat(Files.readAllLines(copy.resolve("rtl.f")))
        .filteredOn(line -> line.endsWith(".sv"))
        .hasSizeGreaterThan(20)
        .allSatisfy(line -> assertThat(copy.resolve(line)).isRegularFile());
  }

  @Test
  void secondCallReusesTheCopy() throws Exception {
    Path jar = jar(packed());
    Path first = folders(jar, 1).get(0);
    Object written = Files.getLastModifiedTime(first.resolve("rtl.f"));
    Files.writeString(first.resolve("marker"), "");

    Path second = folders(jar, 1).get(0);

    assertThat(second).isEqualTo(first);
    assertThat(second.resolve("marker")).exists();
    assertThat(Files.getLastModifiedTime(second.resolve("rtl.f"))).isEqualTo(written);
    assertThat(cache.toFile().list()).hasSize(1);
  }

  @Test
  void changedHeaderGivesAnotherCopy() throws Exception {
    Map<String, byte[]> packed = packed();
    Path first = folders(jar(packed), 1).get(0);
    packed.put("src/main/cpp/rx_bench.h", new byte[] {'\n'});

    Path second = folders(jar(packed), 1).get(0);

    assertThat(second).isNotEqualTo(first);
    assertThat(second.resolve("src/main/cpp/rx_bench.h")).hasSize(1);
  }

  @Test
  void callsAtTheSameTimeShareOneCopy() throws Exception {
    List<Path> folders = folders(jar(packed()), 4);

    assertThat(folders).hasSize(4).containsOnly(folders.get(0));
    assertThat(cache.toFile().list()).containsExactly(folders.get(0).getFileName().toString());
  }

  /** Call {@code HdlSources.folder()} of a jar from several threads at once. */
  private static List<Path> folders(Path jar, int calls) throws Exception {
    List<Path> folders = new ArrayList<>();
    URL bridge = CacheFolder.class.getProtectionDomain().getCodeSource().getLocation();
    URL[] urls = {jar.toUri().toURL(), bridge};
    try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        var threads = Executors.newFixedThreadPool(calls)) {
      Method folder = loader.loadClass(HdlSources.class.getName()).getDeclaredMethod("folder");
      folder.setAccessible(true);
      CyclicBarrier start = new CyclicBarrier(calls);
      Callable<Path> call =
          () -> {
            start.await();
            return (Path) folder.invoke(null);
          };
      List<Future<Path>> results = new ArrayList<>();
      for (int i = 0; i < calls; ++i) {
        results.add(threads.submit(call));
      }
      for (Future<Path> result : results) {
        folders.add(result.get());
      }
    }
    return folders;
  }

  /** Return what the build packs, by name below {@code hdl/}. */
  private static Map<String, byte[]> packed() throws Exception {
    return read(classes().resolve(HDL));
  }

  private static Path classes() throws Exception {
    return Path.of(HdlSources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private Path jar(Map<String, byte[]> hdl) throws Exception {
    Path jar = Files.createTempFile(scratch, "rtl", ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      String name = PACKAGE + HdlSources.class.getSimpleName() + ".class";
      add(entries, name, Files.readAllBytes(classes().resolve(name)));
      for (Map.Entry<String, byte[]> file : hdl.entrySet()) {
        add(entries, HDL + file.getKey(), file.getValue());
      }
    }
    return jar;
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}

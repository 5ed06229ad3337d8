// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import io.github.niccosim.bridge.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Puts the benchmarks' RTL and C++, packed as resources, where the bridge can compile them. */
final class BenchSources {
  private BenchSources() {}

  /**
   * Return the file with the content of a resource of this package.
   *
   * <p>Its path depends on the content only, so that a library built from it stays in the cache.
   */
  static Path file(String name) {
    try (InputStream in = BenchSources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("benchmark source is missing: resource=" + name);
      }
      return unpack(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack(String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    Path file =
        CacheFolder.get()
            .resolve("bench")
            .resolve(HexFormat.of().toHexDigits((int) checksum.getValue()))
            .resolve(name);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      Files.createDirectories(file.getParent());
      Path part = Files.createTempFile(file.getParent(), name, ".part");
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }
}

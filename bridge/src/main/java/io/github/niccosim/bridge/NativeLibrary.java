// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Find and load the JNI library: from the class folder as it is, out of a jar by a cached copy. */
final class NativeLibrary {
  private static final String RESOURCE = "native/libniccosim_bridge.so";

  private NativeLibrary() {}

  static void load() {
    byte[] content = read();
    Path copy = CacheFolder.get().resolve("jni").resolve(Digest.of(content).substring(0, 32));
    Path file = copy.resolve("libniccosim_bridge.so");
    try {
      if (!Files.exists(file)) {
        install(content, file);
      }
      open(file);
    } catch (UnsatisfiedLinkError e) {
      if (e.getMessage() == null || !e.getMessage().contains("already loaded in another")) {
        throw new ModelException(
            "native library does not load: file=" + file + " reason=" + e.getMessage());
      }
      openPrivateCopy(content);
    } catch (IOException e) {
      throw new ModelException(
          "native library cannot be unpacked: file="
              + file
              + " reason="
              + e.getMessage()
              + " (hint: set NICCOSIM_CACHE_DIR to a writable folder)");
    }
  }

  /** The JVM refuses one file in two class loaders, but not two copies of it. */
  private static void openPrivateCopy(byte[] content) {
    try {
      Path file = Files.createTempFile("libniccosim_bridge", ".so");
      Files.write(file, content);
      open(file);
      Files.delete(file);
    } catch (IOException e) {
      throw new ModelException("native library cannot be copied: reason=" + e.getMessage());
    }
  }

  @SuppressWarnings("restricted") // the one native library of the bridge
  private static void open(Path file) {
    System.load(file.toString());
  }

  private static void install(byte[] content, Path file) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = Files.createTempFile(folder, "lib", ".tmp");
    Files.write(temporary, content);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] read() {
    try (InputStream in = NativeLibrary.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ModelException(
            "native library is not in the class path: resource="
                + RESOURCE
                + " (hint: build the bridge module with mvn process-classes)");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ModelException("native library cannot be read: reason=" + e.getMessage());
    }
  }
}

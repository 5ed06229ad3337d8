// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hold our C++ sources that become part of every model library. */
final class ShimSources {
  private static final List<String> NAMES =
      List.of(
          "model_abi.h",
          "model_checkpoint.h",
          "model_hooks.h",
          "model_instance.h",
          "model_runtime.cpp",
          "model_shim.cpp",
          "model_stepper.h",
          "model_trace.h");
  private static final ShimSources SHIPPED = new ShimSources();

  private final Map<String, byte[]> content = new LinkedHashMap<>();
  private final String hash;

  private ShimSources() {
    Digest digest = new Digest();
    for (String name : NAMES) {
      byte[] bytes = resource(name);
      content.put(name, bytes);
      digest.add(name, Digest.of(bytes));
    }
    this.hash = digest.hex();
  }

  static ShimSources shipped() {
    return SHIPPED;
  }

  String hash() {
    return hash;
  }

  void unpack(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : content.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = ShimSources.class.getResourceAsStream("cpp/" + name)) {
      if (in == null) {
        throw new ModelBuildException("bridge source is not in the class path: resource=" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ModelBuildException("bridge source cannot be read: resource=" + name);
    }
  }
}

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
          "model_lanes.h",
          "model_preedge.h",
          "model_runtime.cpp",
          "model_shim.cpp",
          "model_stepper.h",
          "model_trace.h",
          "model_trace_file.h");
  private static final ShimSources SHIPPED = new ShimSources();

  /** What the run-time library is compiled with; the rest changes more often. */
  private static final List<String> RUNTIME_NAMES =
      List.of("model_abi.h", "model_hooks.h", "model_instance.h", "model_runtime.cpp");

  private final Map<String, byte[]> content = new LinkedHashMap<>();

  private ShimSources() {
    for (String name : NAMES) {
      content.put(name, resource(name));
    }
  }

  static ShimSources shipped() {
    return SHIPPED;
  }

  /** Return the hash of all sources. */
  String hash() {
    return hash(NAMES);
  }

  /** Return the hash of what a file of the run-time library is compiled with, ours or not. */
  String runtimeHash(boolean own) {
    return hash(own ? RUNTIME_NAMES : List.of("model_hooks.h"));
  }

  private String hash(List<String> names) {
    Digest digest = new Digest();
    names.forEach(name -> digest.add(name, Digest.of(content.getOrDefault(name, new byte[0]))));
    return digest.hex();
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

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.bench;

import io.github.niccosim.bridge.CacheFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code testbench/bench/cocotb.sh} measured on this machine: the same work under cocotb.
 *
 * @param version of cocotb
 * @param nsPerCycle CPU time for each clock cycle, by the name of our benchmark
 */
public record CocotbResult(String version, Map<String, Double> nsPerCycle) {
  private static final String SCHEMA = "nic-cosim.cocotb/1";

  /** Keep an own copy. */
  public CocotbResult {
    nsPerCycle = Map.copyOf(nsPerCycle);
  }

  /** Return the latest measurement, if there is one that can be read. */
  public static Optional<CocotbResult> find() {
    return read(CacheFolder.get().resolve("bench").resolve("cocotb.json"));
  }

  static Optional<CocotbResult> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JsonMapper.builder().build().readTree(Files.readString(file));
      if (!tree.path("schema").asString("").equals(SCHEMA)) {
        return Optional.empty();
      }
      Map<String, Double> values = new LinkedHashMap<>();
      tree.path("results")
          .properties()
          .forEach(each -> values.put(each.getKey(), each.getValue().asDouble()));
      return Optional.of(new CocotbResult(tree.path("cocotb").asString("?"), values));
    } catch (JacksonException e) {
      return Optional.empty(); // half-written or of another tool: not measured
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

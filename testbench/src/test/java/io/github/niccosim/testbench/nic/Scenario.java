// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.testbench.driver.Check;
import java.util.List;

/** A run of the standard model that healthy RTL passes and some deliberate fault does not. */
interface Scenario {

  /** Return its name in tables. */
  String name();

  /** Run with a deliberate fault, 0 for none, and judge. */
  List<Check> judge(ModelLibrary library, int mutant);

  /** Return every scenario there is. */
  static List<Scenario> all() {
    return java.util.stream.Stream.of(
            NicScenario.values(), RawScenario.values(), SendScenario.values())
        .<Scenario>flatMap(java.util.Arrays::stream)
        .toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds signals by full names, patterns, or unique ends of names, as people type them. */
public final class SignalNames {
  private static final int SHOWN = 4;

  private SignalNames() {}

  /**
   * Find one signal.
   *
   * @param wave open trace
   * @param name full name, or its last parts if only one signal ends so: {@code irq_o}, {@code
   *     u_csr.state_q}
   * @return the variable
   * @throws WaveformException if there is none, or several with different signals
   */
  public static Variable one(Waveform wave, String name) {
    Variable exact = wave.hierarchy().find(name).orElse(null);
    if (exact != null) {
      return exact;
    }
    Map<Integer, Variable> found = new LinkedHashMap<>();
    for (Variable each : wave.match("**." + name)) {
      found.putIfAbsent(each.handle(), each);
    }
    if (found.isEmpty()) {
      return wave.variable(name); // throws, naming the nearest
    }
    if (found.size() > 1) {
      List<String> some = found.values().stream().limit(SHOWN).map(Variable::path).toList();
      throw new WaveformException(
          "name is ambiguous: name="
              + name
              + " signals="
              + found.size()
              + " (expected: more of the path, such as "
              + String.join(", ", some)
              + ")");
    }
    return found.values().iterator().next();
  }

  /**
   * Find all signals of a pattern.
   *
   * @param wave open trace
   * @param pattern full name, unique end of a name, or a pattern with {@code *} and {@code **}
   * @return one or more variables, in file order
   * @throws WaveformException if there is none
   */
  public static List<Variable> all(Waveform wave, String pattern) {
    List<Variable> found = wave.match(pattern);
    if (found.isEmpty() && pattern.indexOf('*') >= 0) {
      found = wave.match("**." + pattern);
    }
    return found.isEmpty() ? List.of(one(wave, pattern)) : found;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Know where the signals of a model library are; the same for all its instances. */
final class SignalLayout {
  private final List<SignalInfo> signals;
  private final Map<String, SignalInfo> byPath = new HashMap<>();
  private final String prefix;

  SignalLayout(String top, String description) {
    this.prefix = top + ".";
    this.signals = SignalInfo.parse(description);
    for (SignalInfo info : signals) {
      byPath.putIfAbsent(info.path(), info); // ports come first: the top's inner copy must not win
    }
  }

  List<SignalInfo> signals() {
    return signals;
  }

  @Nullable SignalInfo find(String path) {
    String port = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    SignalInfo info = byPath.get(port);
    return info != null ? info : byPath.get(path);
  }

  String hint(String path) {
    return NearMatches.hint(path, byPath.keySet());
  }
}

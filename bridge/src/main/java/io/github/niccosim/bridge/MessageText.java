// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import io.github.niccosim.bridge.ModelMessage.Severity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Take apart what Verilator prints for $error, $warning and assertions. */
final class MessageText {
  private static final int WARNING = 1;
  private static final int FINISH = 2;

  /** {@code [1500] %Error: fifo.sv:42: Assertion failed in TOP.top.u_fifo: overflow}. */
  private static final Pattern REPORT =
      Pattern.compile(
          "(?:\\[\\d+\\] )?(%Error|%Warning|%Fatal|-Info): (\\S.*?):(\\d+): "
              + "(?:(?:Assertion failed in )?(TOP(?:\\.[^\\s:]+)?): ?)?(.*)");

  private MessageText() {}

  static ModelMessage message(int kind, String text, String file, int line, long timePs) {
    if (kind == FINISH) {
      return new ModelMessage(Severity.FINISH, "$finish", file, line, "", timePs);
    }
    if (kind == WARNING) {
      return new ModelMessage(Severity.WARNING, text, file, line, "", timePs);
    }
    Matcher report = REPORT.matcher(text);
    if (!report.matches()) {
      return new ModelMessage(Severity.DISPLAY, text, "", 0, "", timePs);
    }
    return new ModelMessage(
        severity(report.group(1)),
        report.group(5),
        report.group(2),
        Integer.parseInt(report.group(3)),
        scope(report),
        timePs);
  }

  static ModelException failure(String text, String file, int line, long timePs) {
    Matcher report = REPORT.matcher(text);
    String scope = "";
    String what = text;
    if (report.matches()) {
      scope = scope(report);
      what = report.group(5).isEmpty() ? "assertion failed" : report.group(5);
    }
    StringBuilder message = new StringBuilder(what);
    if (timePs < 0) {
      if (!file.isEmpty()) {
        message.append(" (at ").append(file).append(':').append(line).append(')');
      }
      return new ModelException(message.toString(), file, line, "", timePs);
    }
    message.insert(0, "model stopped: ");
    if (!file.isEmpty()) {
      message.append(" at=").append(file).append(':').append(line);
    }
    if (!scope.isEmpty()) {
      message.append(" scope=").append(scope);
    }
    message.append(" time_ps=").append(timePs);
    if (what.contains("did not converge")) {
      message.append(" (hint: combinational loop)");
    }
    return new ModelException(message.toString(), file, line, scope, timePs);
  }

  private static Severity severity(String word) {
    return switch (word) {
      case "%Warning" -> Severity.WARNING;
      case "-Info" -> Severity.INFO;
      default -> Severity.ERROR;
    };
  }

  private static String scope(Matcher report) {
    String scope = report.group(4);
    if (scope == null) {
      return "";
    }
    return scope.startsWith("TOP.") ? scope.substring(4) : scope;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads conditions as people type them.
 *
 * <pre>
 * valid &amp;&amp; !ready            one bit each; a vector counts as its being non-zero
 * state_q == Write &amp;&amp; len &gt;= 64  names of enumeration values, numbers in decimal, 0x.. or 0b..
 * data == x                   any unknown bit
 * (a || b) &amp;&amp; u_csr.irq_o != 1
 * </pre>
 *
 * <p>Signals are named as {@link SignalNames#one} accepts them. Values are those just before the
 * time asked for. A comparison with an unknown value does not hold.
 */
public final class ConditionText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(&&|\\|\\||==|!=|<=|>=|[<>!()])"
              + "|([A-Za-z_\\\\$][\\w.$\\\\]*(?:\\[[-\\d:]+\\][\\w.$]*)*)|(\\d\\w*))");

  private final Waveform wave;
  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private ConditionText(Waveform wave, String text) {
    this.wave = wave;
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.stripTrailing().length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw broken("unexpected text", text.substring(end).strip());
      }
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
  }

  /**
   * Read a condition.
   *
   * @param wave open trace
   * @param text the condition
   * @return it, to be asked about any time
   * @throws WaveformException if the text is not a condition or names no signal
   */
  public static Condition parse(Waveform wave, String text) {
    ConditionText parser = new ConditionText(wave, text);
    Condition result = parser.either();
    if (parser.at < parser.tokens.size()) {
      throw parser.broken("unexpected text", parser.tokens.get(parser.at));
    }
    return result;
  }

  private Condition either() {
    Condition left = both();
    while (accept("||")) {
      left = left.or(both());
    }
    return left;
  }

  private Condition both() {
    Condition left = single();
    while (accept("&&")) {
      left = left.and(single());
    }
    return left;
  }

  private Condition single() {
    if (accept("!")) {
      return single().not();
    }
    if (accept("(")) {
      Condition inside = either();
      if (!accept(")")) {
        throw broken("missing )", peek());
      }
      return inside;
    }
    String name = next("a signal");
    if (!Character.isLetter(name.charAt(0)) && "_\\$".indexOf(name.charAt(0)) < 0) {
      throw broken("not a signal", name);
    }
    Variable variable = SignalNames.one(wave, name);
    WaveSignal signal = new WaveSignal(variable, wave.history(variable));
    String operator = peek();
    if (operator.matches("==|!=|<=|>=|[<>]")) {
      at++;
      return compare(signal, operator, next("a value"));
    }
    return signal.isHigh();
  }

  private Condition compare(WaveSignal signal, String operator, String value) {
    SignalHistory history = signal.history();
    if (value.equals("x")) {
      boolean wanted = operator.equals("==");
      return ticks -> history.isKnown(history.indexBefore(ticks)) != wanted;
    }
    EnumTable table = signal.variable().enumTable();
    if (table != null && table.namesByBits().containsValue(value)) {
      Condition same = signal.is(value);
      return operator.equals("!=") ? same.not() : same;
    }
    BigInteger number = number(value);
    IntPredicate wanted = order(operator);
    boolean narrow = history.widthBits() < 64 && number.bitLength() < 64;
    long small = narrow ? number.longValue() : 0;
    return ticks -> {
      int i = history.indexBefore(ticks);
      if (i < 0 || !history.isKnown(i)) {
        return false;
      }
      int sign =
          narrow
              ? Long.compare(history.toLong(i), small)
              : history.value(i).toBigInteger().compareTo(number);
      return wanted.test(sign);
    };
  }

  private static IntPredicate order(String operator) {
    return switch (operator) {
      case "==" -> sign -> sign == 0;
      case "!=" -> sign -> sign != 0;
      case "<" -> sign -> sign < 0;
      case "<=" -> sign -> sign <= 0;
      case ">" -> sign -> sign > 0;
      default -> sign -> sign >= 0;
    };
  }

  private BigInteger number(String value) {
    try {
      if (value.startsWith("0x")) {
        return new BigInteger(value.substring(2), 16);
      }
      return value.startsWith("0b") ? new BigInteger(value.substring(2), 2) : new BigInteger(value);
    } catch (NumberFormatException e) {
      throw broken("not a value", value);
    }
  }

  private boolean accept(String token) {
    boolean found = peek().equals(token);
    at += found ? 1 : 0;
    return found;
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next(String what) {
    if (at == tokens.size()) {
      throw broken("missing " + what, "end of text");
    }
    return tokens.get(at++);
  }

  private WaveformException broken(String what, String where) {
    return new WaveformException(
        "condition cannot be read: "
            + what
            + ": at="
            + where
            + " text="
            + text
            + " (expected: such as valid && !ready || len >= 64)");
  }
}

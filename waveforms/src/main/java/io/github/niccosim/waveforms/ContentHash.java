// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Digest a trace independently of how it is stored.
 *
 * <p>Input of the digest: the timescale exponent, then for each variable in order of its name:
 * name, bounds, width, and the digest of its changes. Signals without any known value count by name
 * only.
 */
final class ContentHash {
  private static final MathContext DIGITS = new MathContext(12);

  private ContentHash() {}

  static String of(Waveform wave) {
    MessageDigest whole = sha256();
    whole.update(ByteBuffer.allocate(4).putInt(0, wave.info().timescale().exponent()));
    List<Variable> variables = new ArrayList<>(wave.variables());
    variables.sort(Comparator.comparing(Variable::pathWithRange).thenComparing(Variable::index));
    Map<Integer, byte[]> known = new HashMap<>();
    String previous = "";
    int previousHandle = 0;
    for (Variable variable : variables) {
      String name = variable.pathWithRange();
      if (name.equals(previous) && variable.handle() == previousHandle) {
        continue; // the same signal declared twice
      }
      previous = name;
      previousHandle = variable.handle();
      byte[] digest =
          known.computeIfAbsent(variable.handle(), handle -> digest(wave.read(variable)));
      whole.update(name.getBytes(StandardCharsets.UTF_8));
      whole.update(ByteBuffer.allocate(5).putInt(1, variable.widthBits()));
      whole.update(digest);
    }
    return HexFormat.of().formatHex(whole.digest());
  }

  /** Digest the changes of one signal. */
  static byte[] digest(SignalHistory history) {
    MessageDigest digest = sha256();
    ByteBuffer time = ByteBuffer.allocate(8 + 8);
    boolean words = history.encoding() == Encoding.BITS && history.widthBits() <= 64;
    for (int i = 0; i < history.size(); i++) {
      time.putLong(0, history.timeTicks(i));
      if (words && history.isKnown(i)) {
        digest.update(time.putLong(8, history.toLong(i)).array());
      } else {
        WaveValue value = history.value(i);
        digest.update(time.array(), 0, 8);
        String text = value.encoding() == Encoding.REAL ? rounded(value.real()) : value.text();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
    }
    return digest.digest();
  }

  /** Round to what survives every format: VCD is written with 16 digits. */
  static String rounded(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(number).round(DIGITS).stripTrailingZeros().toString()
        : Double.toString(number);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("JDK lacks SHA-256", e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.cli.waves;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Read times as people type them: {@code 12.5ns}. Without a unit they are picoseconds. */
final class Times implements ITypeConverter<Long> {
  private static final List<String> UNITS = List.of("ps", "ns", "us", "ms", "s");
  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ps|ns|us|ms|s)?");

  @Override
  public Long convert(String text) {
    Matcher matcher = TIME.matcher(text);
    if (matcher.matches()) {
      String unit = matcher.group(2);
      BigDecimal number = new BigDecimal(matcher.group(1));
      int power = unit == null ? 0 : 3 * UNITS.indexOf(unit);
      try {
        return number.scaleByPowerOfTen(power).toBigInteger().longValueExact();
      } catch (ArithmeticException e) {
        throw new TypeConversionException(
            "time is out of range: time=" + text + " (expected: below 9223372 s)");
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a time (expected: such as 12.5ns, 3us, 100)");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import io.github.niccosim.bridge.Signal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Watch one valid/ready channel for the handshake rules of IHI 0022 A3.2.1.
 *
 * <p>Costs one read while VALID is low; the payload is read only while a beat waits.
 */
final class HandshakeWatch {

  private final ViolationLog log;
  private final AxiRule heldRule;
  private final AxiRule stableRule;
  private final Signal valid;
  private final Signal ready;
  private final Signal[] payload;
  private final byte[][] waiting;
  private final byte[][] now;
  private boolean pending;
  private boolean firstOffer;
  private boolean handshake;

  HandshakeWatch(
      ViolationLog log,
      AxiRule heldRule,
      AxiRule stableRule,
      Signal valid,
      Signal ready,
      @Nullable Signal... payload) {
    this.log = log;
    this.heldRule = heldRule;
    this.stableRule = stableRule;
    this.valid = valid;
    this.ready = ready;
    this.payload = Arrays.stream(payload).filter(Objects::nonNull).toArray(Signal[]::new);
    this.waiting = buffers(this.payload);
    this.now = buffers(this.payload);
  }

  private static byte[][] buffers(Signal[] signals) {
    return Arrays.stream(signals)
        .map(signal -> new byte[(signal.widthBits() + 7) / 8])
        .toArray(byte[][]::new);
  }

  /** Sample the channel at a rising edge; ask the other methods afterwards. */
  void sample() {
    boolean isValid = valid.isHigh();
    firstOffer = isValid && !pending;
    handshake = false;
    if (!isValid) {
      if (pending) {
        pending = false;
        log.report(heldRule, valid.path(), "valid=0 after=1");
      }
      return;
    }
    if (pending) {
      compare();
    }
    handshake = ready.isHigh();
    if (handshake) {
      pending = false;
    } else if (!pending) {
      pending = true;
      read(waiting);
    }
  }

  /** Check that VALID is low during reset and forget a waiting beat. */
  void sampleInReset(boolean checked) {
    pending = false;
    if (checked && valid.isHigh()) {
      log.report(AxiRule.RESET_VALID, valid.path(), "valid=1");
    }
  }

  /** Say whether a beat was offered for the first time at this edge. */
  boolean isFirstOffer() {
    return firstOffer;
  }

  /** Say whether a beat moved at this edge. */
  boolean isHandshake() {
    return handshake;
  }

  private void compare() {
    read(now);
    for (int i = 0; i < payload.length; i++) {
      if (!Arrays.equals(waiting[i], now[i])) {
        String was = hex(waiting[i]);
        System.arraycopy(now[i], 0, waiting[i], 0, now[i].length);
        log.report(
            stableRule, payload[i].path(), "value=0x%s after=0x%s".formatted(hex(now[i]), was));
      }
    }
  }

  private void read(byte[][] values) {
    for (int i = 0; i < payload.length; i++) {
      payload[i].getBytes(values[i], 0);
    }
  }

  private static String hex(byte[] littleEndian) {
    byte[] big = new byte[littleEndian.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = littleEndian[big.length - 1 - i];
    }
    return HexFormat.of().formatHex(big);
  }
}

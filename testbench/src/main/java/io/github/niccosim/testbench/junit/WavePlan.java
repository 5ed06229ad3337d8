// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import io.github.niccosim.bridge.TraceOptions;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What one test records: annotation and environment together.
 *
 * @param policy when a waveform is kept
 * @param before cycles before the failure
 * @param after cycles after it
 * @param scopes instances recorded, none for all
 * @param levels levels below each, 0 for all
 */
record WavePlan(WavePolicy policy, long before, long after, List<String> scopes, int levels) {
  static final long BEFORE = 1000;
  static final long AFTER = 4;

  /** A run that goes wrong this many windows before it fails is not recorded to its end. */
  private static final long MOST_WINDOWS = 50;

  private static final int RING_FILES = 2;

  /** Check the ranges. */
  WavePlan {
    if (before < 1 || after < 0 || levels < 0) {
      throw new IllegalArgumentException(
          "waves window out of range: before="
              + before
              + " after="
              + after
              + " levels="
              + levels
              + " (expected: before ≥ 1, after and levels ≥ 0)");
    }
  }

  /** Return the plan of a test: the environment wins over the method, the method over the class. */
  static WavePlan of(Class<?> type, Method method, RunSettings settings) {
    Waves waves = AnnotationSupport.findAnnotation(method, Waves.class).orElse(null);
    for (Class<?> at = type; waves == null && at != null; at = at.getEnclosingClass()) {
      waves = AnnotationSupport.findAnnotation(at, Waves.class).orElse(null);
    }
    WavePolicy asked = settings.waves();
    long[] window = settings.wavesWindow();
    List<String> scopes = settings.wavesScopes();
    if (waves == null) {
      return new WavePlan(
          asked == null ? WavePolicy.FAILURES : asked,
          window == null ? BEFORE : window[0],
          window == null ? AFTER : window[1],
          scopes == null ? List.of() : scopes,
          0);
    }
    return new WavePlan(
        asked == null ? waves.policy() : asked,
        window == null ? waves.before() : window[0],
        window == null ? waves.after() : window[1],
        scopes == null ? List.of(waves.scopes()) : scopes,
        waves.levels());
  }

  /** Whether the first run of a test records already. */
  boolean recordsAtOnce() {
    return policy == WavePolicy.ALWAYS || policy == WavePolicy.RING;
  }

  /** Return options without limits of time. */
  TraceOptions everything() {
    return TraceOptions.DEFAULT.withScopes(scopes.toArray(String[]::new)).withLevels(levels);
  }

  /** Return options for the latest cycles. */
  TraceOptions ring(long periodPs) {
    return everything().withRing(RING_FILES, Math.multiplyExact(before, periodPs));
  }

  /** Return options for a window. */
  TraceOptions window(@Nullable Window window) {
    return window == null ? everything() : everything().withWindow(window.fromPs, window.toPs);
  }

  /**
   * Times of a second run that are recorded.
   *
   * @param fromPs first picosecond
   * @param toPs last picosecond
   */
  record Window(long fromPs, long toPs) {}

  /**
   * Return what a second run records.
   *
   * @param firstPs when the first thing went wrong
   * @param failedPs when the test failed, not before it
   * @param periodPs of the first clock, 0 without one
   */
  Window around(long firstPs, long failedPs, long periodPs) {
    if (periodPs == 0) {
      return new Window(0, Long.MAX_VALUE);
    }
    long lead = before * periodPs;
    long endPs = failedPs - firstPs > MOST_WINDOWS * lead ? firstPs + lead : failedPs;
    return new Window(Math.max(0, firstPs - lead), endPs + (after + 1) * periodPs);
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;

/**
 * Declare the JNI entry points; all of them check their handle. Not for use outside this package.
 */
final class NativeBridge {
  static {
    NativeLibrary.load();
  }

  private NativeBridge() {}

  /** Load the JNI library; the first use of any other method would do it, too. */
  static void init() {}

  static native long libraryOpen(String path);

  /** Return the address of an exported function, 0 if there is none. */
  static native long librarySymbol(long library, String name);

  static native long create(
      long library, Model model, String[] plusargs, int randomReset, int randomSeed);

  static native void destroy(long handle);

  static native String describe(long handle);

  static native ByteBuffer storage(long handle);

  static native ByteBuffer control(long handle);

  static native ByteBuffer writeLog(long handle, int bytes);

  static native void eval(long handle);

  static native void setTime(long handle, long timePs);

  static native int addClock(long handle, int offset, long firstRisePs, long highPs, long lowPs);

  static native int advance(long handle, long untilPs, int logBytes);

  /** Open a trace; scopes and lanes are separated by line feeds. */
  static native void openTrace(
      long handle,
      String path,
      String scopes,
      int levels,
      String lanes,
      int dumpsPerFlush,
      long fromPs,
      long toPs,
      int segments,
      long segmentPs);

  /** Show a text in a lane of the open trace; allowed in the middle of an evaluation. */
  static native void annotate(long handle, int lane, String text);

  static native void closeTrace(long handle);

  static native void enableTrace(long handle, boolean on);

  static native void finish(long handle);

  static native void writeCoverage(long handle, String path);

  static native byte[] save(long handle);

  static native void restore(long handle, byte[] state);

  static native long call(long handle, long symbol, long[] args);

  /** Whether jdk.internal.vm is open to the unnamed module. */
  static native boolean continuationsOpen();

  /** Called by native code to make the exception it throws. */
  static ModelException failure(String text, String file, int line, long timePs) {
    return MessageText.failure(text, file, line, timePs);
  }

  /** Called by native code for each line a model prints. */
  static void message(Model model, int kind, String text, String file, int line, long timePs) {
    model.deliver(MessageText.message(kind, text, file, line, timePs));
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Collect named values into one SHA-256; length-prefixed, so that no two lists collide. */
final class Digest {
  private final MessageDigest digest = sha256();

  Digest add(String name, String value) {
    addBytes(name.getBytes(StandardCharsets.UTF_8));
    addBytes(value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Digest addAll(String name, Iterable<?> values) {
    for (Object value : values) {
      add(name, String.valueOf(value));
    }
    return add(name, "end");
  }

  /** Add path and content of a file. */
  Digest addFile(String name, Path file) throws IOException {
    add(name, file.toString());
    addBytes(Files.readAllBytes(file));
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  static String ofFile(Path file) throws IOException {
    return of(Files.readAllBytes(file));
  }

  private void addBytes(byte[] bytes) {
    int length = bytes.length;
    for (int shift = 0; shift < 32; shift += 8) {
      digest.update((byte) (length >>> shift));
    }
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

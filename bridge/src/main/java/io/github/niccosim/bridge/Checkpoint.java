// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Hold the complete state of a model at one moment, to be put into any model of the same library as
 * often as wanted.
 *
 * <p>Made by {@link Model#checkpoint()}, used by {@link Model#restore}. It has all values of the
 * design, simulated time, the state of {@code $random}, clocks with their phases and counts,
 * collected writes, and the place inside a time step. It does not have what belongs to whoever runs
 * the model: plusargs, watches and stops, message consumer, trace, files opened by {@code $fopen}.
 *
 * <p>Immutable and safe for use by several threads; it outlives the model it came from.
 */
public final class Checkpoint {
  private static final long MAGIC = 0x4e43_434b_5054_3031L; // NCCKPT01

  private final String library;
  private final long timePs;
  private final boolean settled;
  private final boolean stepped;
  private final int clocks;
  private final @Nullable ModelMessage finish;
  private final byte[] writes;
  private final byte[] state;

  Checkpoint(
      String library,
      long timePs,
      boolean settled,
      boolean stepped,
      int clocks,
      @Nullable ModelMessage finish,
      byte[] writes,
      byte[] state) {
    this.library = library;
    this.timePs = timePs;
    this.settled = settled;
    this.stepped = stepped;
    this.clocks = clocks;
    this.finish = finish;
    this.writes = writes;
    this.state = state;
  }

  /**
   * Return the simulated time it was made at.
   *
   * @return ps
   */
  public long timePs() {
    return timePs;
  }

  /**
   * Return which build of which model it belongs to.
   *
   * @return name of the top module with the content hash of the build
   */
  public String library() {
    return library;
  }

  /**
   * Return how much memory it takes.
   *
   * @return bytes
   */
  public int sizeBytes() {
    return state.length + writes.length;
  }

  /**
   * Write it to a file, for another process that builds the same model.
   *
   * @param file replaced in one step if it exists
   * @throws ModelException if the file cannot be written
   */
  public void write(Path file) {
    try {
      Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "checkpoint", "");
      try {
        Files.write(temporary, encode());
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new ModelException("checkpoint cannot be written: file=" + file + " reason=" + e);
    }
  }

  /**
   * Read what {@link #write} wrote.
   *
   * @param file checkpoint file
   * @return the same checkpoint
   * @throws ModelException if it cannot be read, is damaged or is something else
   */
  public static Checkpoint read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int body = bytes.length - 64;
      if (body < 8
          || !Digest.of(Arrays.copyOf(bytes, body))
              .equals(new String(bytes, body, 64, java.nio.charset.StandardCharsets.US_ASCII))) {
        throw new ModelException("checkpoint file is damaged: file=" + file);
      }
      return decode(new DataInputStream(new ByteArrayInputStream(bytes, 0, body)), file);
    } catch (IOException e) {
      throw new ModelException("checkpoint cannot be read: file=" + file + " reason=" + e);
    }
  }

  private byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(sizeBytes() + 256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MAGIC);
      out.writeUTF(library);
      out.writeLong(timePs);
      out.writeBoolean(settled);
      out.writeBoolean(stepped);
      out.writeInt(clocks);
      ModelMessage seen = finish;
      out.writeBoolean(seen != null);
      if (seen != null) {
        out.writeUTF(seen.file());
        out.writeInt(seen.line());
        out.writeLong(seen.timePs());
      }
      for (byte[] part : new byte[][] {writes, state}) {
        out.writeInt(part.length);
        out.write(part);
      }
      out.writeBytes(Digest.of(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static Checkpoint decode(DataInputStream in, Path file) throws IOException {
    if (in.readLong() != MAGIC) {
      throw new ModelException("not a checkpoint file: file=" + file);
    }
    String library = in.readUTF();
    long timePs = in.readLong();
    boolean settled = in.readBoolean();
    boolean stepped = in.readBoolean();
    int clocks = in.readInt();
    ModelMessage finish = null;
    if (in.readBoolean()) {
      finish =
          new ModelMessage(
              ModelMessage.Severity.FINISH, "", in.readUTF(), in.readInt(), "", in.readLong());
    }
    byte[] writes = in.readNBytes(in.readInt());
    byte[] state = in.readNBytes(in.readInt());
    return new Checkpoint(library, timePs, settled, stepped, clocks, finish, writes, state);
  }

  boolean settled() {
    return settled;
  }

  boolean stepped() {
    return stepped;
  }

  int clocks() {
    return clocks;
  }

  @Nullable ModelMessage finish() {
    return finish;
  }

  byte[] writes() {
    return writes;
  }

  byte[] state() {
    return state;
  }

  @Override
  public String toString() {
    return "Checkpoint[%s, %d ps, %d bytes]".formatted(library, timePs, sizeBytes());
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import io.github.niccosim.waveforms.internal.TraceFormats;
import io.github.niccosim.waveforms.internal.TraceSource;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An open trace, FST or VCD.
 *
 * <p>Opening an FST reads its hierarchy only; the values of a signal are read when first asked for,
 * and kept while memory allows. A VCD is read through once when it is opened. Thread-safe.
 */
public final class Waveform implements AutoCloseable {
  private final Path file;
  private final TraceSource source;
  private final Map<Integer, SoftReference<SignalHistory>> histories = new ConcurrentHashMap<>();

  private Waveform(Path file, TraceSource source) {
    this.file = file;
    this.source = source;
  }

  /**
   * Open a trace; its content, not its name, tells the format.
   *
   * @param file FST (plain or gzip-wrapped) or VCD
   * @return the trace; close after use
   * @throws IOException if the file cannot be read
   * @throws WaveformException if it is damaged or no trace
   */
  public static Waveform open(Path file) throws IOException {
    return new Waveform(file, TraceFormats.open(file));
  }

  /**
   * Open a trace that is in memory.
   *
   * @param name name for messages
   * @param content FST or VCD; not copied, not to be changed
   * @return the trace; close after use
   * @throws IOException if a wrapped FST cannot be unpacked to a temporary file
   * @throws WaveformException if it is damaged or no trace
   */
  public static Waveform open(Path name, byte[] content) throws IOException {
    return new Waveform(name, TraceFormats.open(name, content));
  }

  /** {@return the file this was opened from} */
  public Path file() {
    return file;
  }

  /** {@return what the file says about itself} */
  public WaveformInfo info() {
    return source.info();
  }

  /** {@return the tree of scopes and variables} */
  public Hierarchy hierarchy() {
    return source.hierarchy();
  }

  /** {@return all variables in file order} */
  public List<Variable> variables() {
    return source.hierarchy().variables();
  }

  /**
   * Find a variable.
   *
   * @param path full name, for example {@code TOP.nicdma_top.irq_o}, with or without bounds
   * @return the variable
   * @throws WaveformException if there is none; the message lists the nearest names
   */
  public Variable variable(String path) {
    return hierarchy()
        .find(path)
        .orElseThrow(() -> new WaveformException(NearNames.notFound(path, hierarchy(), file)));
  }

  /**
   * Find variables by pattern.
   *
   * @param pattern {@code *} stands for any characters but a dot, {@code **} for any characters
   * @return matching variables in file order; empty if none
   */
  public List<Variable> match(String pattern) {
    return hierarchy().match(pattern);
  }

  /**
   * Return all changes of a variable.
   *
   * @param variable one of this trace's
   * @return its changes
   * @throws WaveformException if the file is damaged
   */
  public SignalHistory history(Variable variable) {
    SoftReference<SignalHistory> kept = histories.get(variable.handle());
    SignalHistory known = kept == null ? null : kept.get();
    if (known == null) {
      known = read(variable);
      histories.put(variable.handle(), new SoftReference<>(known));
    }
    return known;
  }

  /**
   * Return all changes of a variable.
   *
   * @param path full name
   * @return its changes
   * @throws WaveformException if there is no such variable or the file is damaged
   */
  public SignalHistory history(String path) {
    return history(variable(path));
  }

  /**
   * Return a variable with its history, to build queries from.
   *
   * @param path full name
   * @return the signal
   * @throws WaveformException if there is no such variable or the file is damaged
   */
  public WaveSignal signal(String path) {
    Variable variable = variable(path);
    return new WaveSignal(variable, history(variable));
  }

  /** Read without keeping. */
  SignalHistory read(Variable variable) {
    HistoryBuilder builder = new HistoryBuilder(variable.encoding(), variable.widthBits());
    source.read(variable.handle(), builder);
    return builder.build();
  }

  /**
   * Return a digest of what the trace shows: names, widths, and the value of every signal at every
   * time.
   *
   * <p>It does not depend on the format, the packing, block sizes, aliasing, dates or tool
   * versions: two runs with equal digests are identical, but for reals that differ after the
   * twelfth digit. Reads the whole trace.
   *
   * @return SHA-256 as 64 hexadecimal digits
   */
  public String contentHash() {
    return ContentHash.of(this);
  }

  @Override
  public void close() {
    source.close();
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Record what a model does, and write beside its signals what the test bench knows.
 *
 * <p><b>Annotations.</b> The file has a scope {@code cosim} with text signals, called lanes: {@link
 * #ASSERTION}, {@link #MARKER}, {@link #LOG}, {@link #TRANSACTION} and those of {@link
 * TraceOptions#withLanes}. A text holds from the current simulated time to the next text of its
 * lane; an empty one shows nothing. Texts of one time are joined by {@code " | "}; a text shown
 * before gets a number ({@code "retry (2)"}), so that it is seen again. What the RTL prints goes to
 * {@link #LOG} and what fails in it to {@link #ASSERTION} without being asked for.
 *
 * <p>Annotating is allowed at any moment, in the read-only phase and in a consumer of messages,
 * too; it changes neither values nor time. Without an open trace it costs one comparison. Belongs
 * to the thread of its model. The same calls at the same times give the same bytes.
 */
public final class Trace {

  /** Lane of the failing assertion. */
  public static final String ASSERTION = "assertion";

  /** Lane of moments to be found again. */
  public static final String MARKER = "marker";

  /** Lane of log lines. */
  public static final String LOG = "log";

  /** Lane of the transaction in progress, where one lane is enough. */
  public static final String TRANSACTION = "transaction";

  /** The lanes every trace has. */
  public static final List<String> STANDARD_LANES = List.of(ASSERTION, MARKER, LOG, TRANSACTION);

  private static final int MAX_TEXT = 500;

  private final Model model;
  private final long handle;
  private boolean open;
  private List<String> lanes = List.of();
  private @Nullable Path path;
  private TraceOptions options = TraceOptions.DEFAULT;

  Trace(Model model, long handle) {
    this.model = model;
    this.handle = handle;
  }

  /**
   * Start recording all signals from the current time on; an open trace is closed first.
   *
   * <p>Flushed every 4000 recorded times, so that a killed process leaves a readable file. Closing
   * and opening again, with another file, records a window each time.
   *
   * @param file file to write in the format of the library, overwritten if it exists; its folder
   *     must exist
   * @throws ModelException if it cannot be written or the library was built without trace
   */
  public void open(Path file) {
    open(file, TraceOptions.DEFAULT);
  }

  /**
   * Start recording a part of the design, a part of the time, or a ring of files.
   *
   * @param file as for {@link #open(Path)}; a ring makes {@code waves.0001.fst} of {@code
   *     waves.fst}, counting on, and deletes files of that form first
   * @param newOptions what, when and how
   * @throws ModelException as {@link #open(Path)}, and for a scope that is not in the design or has
   *     no signal; then no file is left
   */
  public void open(Path file, TraceOptions newOptions) {
    model.checkAccess();
    model.library().checkTraced();
    newOptions.scopes().forEach(this::checkScope);
    close();
    options = newOptions;
    prepare(file.toAbsolutePath());
    lanes = newOptions.allLanes();
    try {
      openNative(file.toAbsolutePath(), newOptions);
    } catch (ModelException e) {
      file.toFile().delete();
      throw e;
    }
    path = file.toAbsolutePath();
    open = true;
  }

  private void checkScope(String scope) {
    TreeSet<String> known = new TreeSet<>();
    collect(model.library().hierarchy(), known);
    if (!known.contains(scope)) {
      throw new ModelException(
          "trace scope is not in the design: scope=%s%s"
              .formatted(scope, NearMatches.hint(scope, known)));
    }
  }

  private static void collect(HdlScope scope, TreeSet<String> paths) {
    paths.add(scope.path());
    scope.scopes().forEach(inner -> collect(inner, paths));
  }

  private void openNative(Path file, TraceOptions newOptions) {
    NativeBridge.openTrace(
        handle,
        file.toString(),
        newOptions.nativeScopes(),
        newOptions.nativeLevels(),
        String.join("\n", newOptions.nativeLanes()),
        newOptions.dumpsPerFlush(),
        newOptions.fromPs(),
        newOptions.toPs(),
        newOptions.segments(),
        newOptions.segmentPs());
  }

  private void prepare(Path file) {
    try {
      Files.write(file, new byte[0]); // a clear error instead of Verilator's silence
      if (options.segments() > 0) {
        Files.delete(file);
        for (Path old : segments(file)) {
          Files.delete(old);
        }
      }
    } catch (IOException e) {
      throw new ModelException("trace file cannot be written: file=" + file + " reason=" + e);
    }
  }

  /**
   * Tell whether a trace is open; paused or outside its window, it is still open.
   *
   * @return {@code true} between {@link #open(Path)} and {@link #close()}
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * Return the files of the trace that is open or was closed last.
   *
   * @return one file, or those a ring has left, oldest first
   * @throws ModelException if their folder cannot be read
   */
  public List<Path> files() {
    Path file = path;
    if (file == null) {
      return List.of();
    }
    try {
      return options.segments() > 0 ? segments(file) : List.of(file);
    } catch (IOException e) {
      throw new ModelException("trace files cannot be listed: file=" + file + " reason=" + e);
    }
  }

  private static List<Path> segments(Path file) throws IOException {
    String name = Objects.requireNonNull(file.getFileName(), "file").toString();
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String suffix = dot < 0 ? "" : name.substring(dot);
    Pattern numbered =
        Pattern.compile(Pattern.quote(stem) + "\\.(\\d{4,9})" + Pattern.quote(suffix));
    TreeMap<Integer, Path> found = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(file.resolveSibling("."))) {
      for (Path each : files) {
        Matcher match = numbered.matcher(String.valueOf(each.getFileName()));
        if (match.matches()) {
          found.put(Integer.valueOf(match.group(1)), each.normalize());
        }
      }
    }
    return List.copyOf(found.values());
  }

  /**
   * Show a text in a lane from the current time on; does nothing when no trace is open.
   *
   * @param lane one of {@link #STANDARD_LANES} or of {@link TraceOptions#lanes()}
   * @param text what to show; spaces and line ends become one space, control characters and what is
   *     outside the basic plane {@code ?}; cut after 500 characters; empty ends what is shown
   * @throws ModelException if the open trace has no such lane
   */
  public void annotate(String lane, String text) {
    if (!open) {
      return;
    }
    model.checkAccess();
    int index = lanes.indexOf(lane);
    if (index < 0) {
      throw new ModelException(
          "trace has no such lane: lane=%s (expected: one of %s | hint: TraceOptions.withLanes)"
              .formatted(lane, String.join(", ", lanes)));
    }
    NativeBridge.annotate(handle, index, clean(text));
  }

  /** Show what the RTL has printed. */
  void annotate(ModelMessage message) {
    if (!open) {
      return;
    }
    boolean failed = message.severity() == ModelMessage.Severity.ERROR;
    StringBuilder text = new StringBuilder(message.text());
    if (failed && text.isEmpty()) {
      text.append("assertion failed");
    }
    if (!message.file().isEmpty()) {
      text.append(" at ").append(Path.of(message.file()).getFileName());
      text.append(':').append(message.line());
    }
    if (!message.scope().isEmpty()) {
      text.append(" in ").append(message.scope());
    }
    annotate(failed ? ASSERTION : LOG, text.toString());
  }

  private static String clean(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < MAX_TEXT; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
          out.append(' ');
        }
      } else {
        out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
      }
    }
    return out.toString().strip();
  }

  /**
   * Pause or resume an open trace; between the two the file shows the last values.
   *
   * @param on {@code false} pauses; nothing is recorded and nothing is paid for
   */
  public void setEnabled(boolean on) {
    model.checkAccess();
    NativeBridge.enableTrace(handle, on);
  }

  /** Finish the trace file; does nothing when none is open. */
  public void close() {
    model.checkAccess();
    if (open) {
      open = false;
      NativeBridge.closeTrace(handle);
    }
  }
}

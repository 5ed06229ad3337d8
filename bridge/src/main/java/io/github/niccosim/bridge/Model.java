// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hold one instance of a Verilated design: its signals, its time, its trace.
 *
 * <p>Created by {@link ModelLibrary#newModel()}; owns native memory until {@link #close()}. A model
 * belongs to one thread, first the one that created it; a call from elsewhere throws {@link
 * ModelException} (see {@link #claim()}). Instances share nothing: any number run in parallel.
 *
 * <p>Two ways to use it: by hand, with {@link #eval()} after writing inputs and {@link #setTimePs}
 * in between; or through {@link #stepper()}, which owns time and evaluation from then on.
 */
public final class Model implements AutoCloseable {

  private final ModelLibrary library;
  private final long handle;
  private final ByteBuffer storage;
  private final ByteBuffer control;
  private final SignalLayout layout;
  private final Map<String, Signal> signals = new HashMap<>();
  private final WriteLog log;
  private WriteMode mode = WriteMode.IMMEDIATE;
  private @Nullable Thread owner;
  private boolean closed;
  private boolean settled;
  private final Trace trace;
  private @Nullable Stepper stepper;
  private final MessageDelivery messages = new MessageDelivery();

  Model(ModelLibrary library, long libraryHandle, ModelOptions options) {
    this.library = library;
    this.owner = Thread.currentThread();
    this.handle = open(libraryHandle, options);
    this.storage = NativeBridge.storage(handle).order(ByteOrder.nativeOrder());
    this.control = NativeBridge.control(handle).order(ByteOrder.nativeOrder());
    this.log = new WriteLog(handle);
    this.layout = library.layout(handle);
    this.trace = new Trace(this, handle);
  }

  @SuppressWarnings("this-escape") // messages of the constructor need somewhere to go
  private long open(long libraryHandle, ModelOptions options) {
    return NativeBridge.create(
        libraryHandle,
        this,
        options.plusargs().toArray(String[]::new),
        options.randomReset() ? 2 : 0,
        options.verilatorSeed());
  }

  /**
   * Return a signal by its path.
   *
   * @param path name of a port, with or without the top module in front, or hierarchical path of a
   *     published signal such as {@code top.u_fifo.count_q}, or of a number that is a parameter
   * @return the same object for the same signal
   * @throws ModelException if there is none; the message suggests similar names
   */
  public Signal signal(String path) {
    return findSignal(path).orElseThrow(() -> layout.unknown("signal", path));
  }

  /**
   * Return a signal by its path, if there is one.
   *
   * @param path as for {@link #signal}
   * @return the signal, empty if unknown or an unpacked array
   */
  public Optional<Signal> findSignal(String path) {
    checkAccess();
    SignalInfo info = layout.find(path);
    if (info == null) {
      return layout
          .parameter(path)
          .map(parameter -> signals.computeIfAbsent(parameter.path(), p -> parameter.signal(this)));
    }
    if (!info.dimensions().isEmpty() || !layout.isPacked(info)) {
      return Optional.empty();
    }
    return Optional.of(signals.computeIfAbsent(info.path(), unused -> new Signal(this, info)));
  }

  /**
   * Return all signals: ports in declaration order, then published ones by path.
   *
   * @return signals, without memories
   */
  public Collection<Signal> signals() {
    checkAccess();
    List<Signal> result = new ArrayList<>();
    for (SignalInfo info : layout.signals()) {
      if (info.dimensions().isEmpty() && layout.isPacked(info)) {
        result.add(signal(info.path()));
      }
    }
    return Collections.unmodifiableList(result);
  }

  /**
   * Return an unpacked array: a published memory or an array port.
   *
   * @param path as for {@link #signal}
   * @return view of the memory
   * @throws ModelException if there is none; the message suggests similar names
   */
  public Memory memory(String path) {
    checkAccess();
    SignalInfo info = layout.find(path);
    if (info == null || info.dimensions().isEmpty()) {
      throw layout.unknown("memory", path);
    }
    return new Memory(this, info);
  }

  /**
   * Return the elaborated design, for browsing: everything declared, published or not.
   *
   * @return the top module
   */
  public HdlScope hierarchy() {
    return library.hierarchy();
  }

  /**
   * Evaluate the design once with the inputs as they are now.
   *
   * @throws ModelException if the RTL stops the simulation or does not converge
   */
  public void eval() {
    checkAccess();
    settled = true;
    NativeBridge.eval(handle);
  }

  /**
   * Return the native time loop of this model, settling the design once if it never ran.
   *
   * <p>Initial blocks have run when this returns. From now on the write mode is {@link
   * WriteMode#DEFERRED} and time belongs to the stepper.
   *
   * @return always the same object
   * @throws ModelException if an initial block stops the simulation
   */
  public Stepper stepper() {
    checkAccess();
    Stepper existing = stepper;
    if (existing != null) {
      return existing;
    }
    settle();
    Stepper created = new Stepper(this, handle, control);
    stepper = created;
    mode = WriteMode.DEFERRED;
    return created;
  }

  /**
   * Return a view of the writes collected so far, for checks.
   *
   * @return a new view
   */
  public CollectedWrites collectedWrites() {
    checkAccess();
    return new CollectedWrites(this);
  }

  /**
   * Choose what writing a signal does.
   *
   * @param newMode effective from the next write on; writes already collected stay collected
   */
  public void setWriteMode(WriteMode newMode) {
    checkAccess();
    mode = newMode;
  }

  /**
   * Return the simulated time.
   *
   * @return ps
   */
  public long timePs() {
    checkAccess();
    return control.getLong(Stepper.NOW_PS);
  }

  /**
   * Move simulated time, when no {@link Stepper} does; the trace gets the values of the time left.
   *
   * @param timePs ps, not before {@link #timePs()}
   * @throws ModelException if time would run backwards or a stepper owns it
   */
  public void setTimePs(long timePs) {
    checkAccess();
    if (stepper != null) {
      throw new ModelException("time belongs to the stepper: model=" + library.top());
    }
    if (timePs < timePs()) {
      throw new ModelException(
          "time runs backwards: now_ps=%d wanted_ps=%d".formatted(timePs(), timePs));
    }
    NativeBridge.setTime(handle, timePs);
  }

  /**
   * Return the recording of this model: to open it with options, annotate it, close it.
   *
   * @return always the same object
   */
  public Trace trace() {
    return trace;
  }

  /**
   * Start recording all signals; the same as {@link Trace#open(Path)}.
   *
   * @param file file to write
   * @throws ModelException as there
   */
  public void openTrace(Path file) {
    trace.open(file);
  }

  /**
   * Start recording; the same as {@link Trace#open(Path, TraceOptions)}.
   *
   * @param file file to write
   * @param options what, when and in which files
   * @throws ModelException as there
   */
  public void openTrace(Path file, TraceOptions options) {
    trace.open(file, options);
  }

  /** Finish the trace; the same as {@link Trace#close()}. */
  public void closeTrace() {
    trace.close();
  }

  /**
   * Pause or resume the trace; the same as {@link Trace#setEnabled}.
   *
   * @param on {@code false} pauses
   */
  public void setTraceEnabled(boolean on) {
    trace.setEnabled(on);
  }

  /**
   * Choose who gets what the model prints; by default it goes to {@link System#err}.
   *
   * <p>The consumer runs on the model's thread in the middle of an evaluation: it may read signals,
   * but not call the model. What it throws comes out of the call that evaluated.
   *
   * @param consumer gets one line at a time
   */
  public void onMessage(Consumer<ModelMessage> consumer) {
    checkAccess();
    messages.to(consumer);
  }

  /**
   * Return the {@code $finish} that was executed, if any.
   *
   * @return the last one: file, line and time
   */
  public Optional<ModelMessage> finish() {
    return Optional.ofNullable(messages.finish());
  }

  /**
   * Call a C++ function compiled into the library by {@link ModelSpec.Builder#cxxSource}.
   *
   * <p>Its type is {@code extern "C" NC_EXPORT int64_t name(void* top, const int64_t* args, int32_t
   * count)}, where {@code top} is the {@code Vmodel*}. It evaluates as it likes; the stepper's
   * clocks and time do not notice.
   *
   * @param symbol name of the function
   * @param args handed over as they are
   * @return what it returns
   * @throws ModelException if there is no such function or the RTL stops the simulation
   */
  public long callNative(String symbol, long... args) {
    checkAccess();
    settled = true;
    return NativeBridge.call(handle, library.symbol(symbol), args);
  }

  /**
   * Run the {@code final} blocks of the design.
   *
   * @throws ModelException if one of them stops the simulation
   */
  public void runFinalBlocks() {
    checkAccess();
    NativeBridge.finish(handle);
  }

  /**
   * Make the calling thread the model's thread.
   *
   * <p>For schedulers that run one task at a time on several (virtual) threads; they must see to it
   * that the former owner is not inside the model and that its writes are visible.
   *
   * @throws ModelException if the model is closed
   */
  public void claim() {
    if (closed) {
      throw refused();
    }
    owner = Thread.currentThread();
  }

  /**
   * Save the complete state of this model.
   *
   * <p>Possible at any moment between two calls, in the middle of a time step, too. Takes less than
   * 0.2 ms for a small model, and a copy of the state.
   *
   * @return independent of this model from now on
   * @throws ModelException if the library was built without {@link ModelSpec.Builder#savable}
   */
  public Checkpoint checkpoint() {
    checkAccess();
    library.checkSavable();
    Stepper own = stepper;
    return new Checkpoint(
        library.identity(),
        timePs(),
        settled,
        own != null,
        own == null ? 0 : own.clockCount(),
        messages.finish(),
        log.copy(),
        NativeBridge.save(handle));
  }

  /**
   * Continue from a checkpoint of this model or of another one of the same library.
   *
   * <p>Values, time, {@code $random}, clocks (with the ids they had) and collected writes are those
   * of the checkpoint; if it had a stepper, this model has one afterwards. Watches and stops stay
   * as they are in this model; what differs by restoring is not a change a watch sees. Restoring is
   * possible as often as wanted, back and forth in time.
   *
   * @param checkpoint of the same build
   * @throws ModelException if it is from another library, or if a trace has recorded something: it
   *     would jump in time (a trace opened, but without any value yet, starts at the new time)
   */
  public void restore(Checkpoint checkpoint) {
    checkAccess();
    library.checkSavable();
    if (!checkpoint.library().equals(library.identity())) {
      throw new ModelException(
          "checkpoint is from another model: checkpoint=%s model=%s"
              .formatted(checkpoint.library(), library.identity()));
    }
    NativeBridge.restore(handle, checkpoint.state());
    settled = checkpoint.settled();
    messages.restoreFinish(checkpoint.finish());
    if (checkpoint.stepped() && stepper == null) {
      stepper = new Stepper(this, handle, control);
      mode = WriteMode.DEFERRED;
    }
    if (stepper != null) {
      stepper.restored(checkpoint.clocks());
    }
    log.replace(checkpoint.writes());
  }

  /**
   * Return the code coverage this model has counted since it was created.
   *
   * @return points with their counts; the model goes on counting
   * @throws ModelException if the library was built without {@link ModelSpec.Builder#coverage}
   */
  public CodeCoverage coverage() {
    checkAccess();
    if (library.spec().coverage().isEmpty()) {
      throw new ModelException(
          "model library counts no coverage: top=%s (hint: ModelSpec.builder(...).coverage(LINE))"
              .formatted(library.top()));
    }
    return CodeCoverage.of(handle);
  }

  /**
   * Return the library this model is an instance of.
   *
   * @return the library
   */
  public ModelLibrary library() {
    return library;
  }

  /** Close the trace and free the native instance; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    checkAccess();
    if (messages.isRunning()) {
      throw new ModelException("model is closed from its own message consumer: " + this);
    }
    closeTrace();
    try {
      NativeBridge.destroy(handle); // a consumer may throw at the last message: gone all the same
    } finally {
      closed = true;
      owner = null;
    }
  }

  @Override
  public String toString() {
    return "Model[" + library.top() + (closed ? ", closed]" : "]");
  }

  /** Refuse foreign threads and closed models by one comparison. */
  void checkAccess() {
    if (Thread.currentThread() != owner) {
      throw refused();
    }
  }

  SignalLayout layout() {
    return layout;
  }

  WriteMode mode() {
    return mode;
  }

  ByteBuffer storage() {
    return storage;
  }

  void checkImmediate(String path) {
    if (mode == WriteMode.READ_ONLY) {
      throw new ModelException(
          "write in the read-only phase: signal=%s time_ps=%d (hint: await nextTimeStep first)"
              .formatted(path, timePs()));
    }
    control.putInt(Stepper.DIRTY, 1);
  }

  /** Run the initial blocks, if nothing was evaluated yet. */
  void settle() {
    if (!settled) {
      eval();
    }
  }

  WriteLog log() {
    return log;
  }

  void deliver(ModelMessage message) {
    trace.annotate(message);
    messages.deliver(message);
  }

  private ModelException refused() {
    if (closed) {
      return new ModelException("model is closed: top=" + library.top());
    }
    return new ModelException(
        "model is used by a foreign thread: top=%s thread=%s (expected: %s)"
            .formatted(library.top(), Thread.currentThread(), owner));
  }
}

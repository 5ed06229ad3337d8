// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.Hierarchy;
import io.github.niccosim.waveforms.HistoryBuilder;
import io.github.niccosim.waveforms.Timescale;
import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.WaveformInfo;
import io.github.niccosim.waveforms.internal.ByteCursor;
import io.github.niccosim.waveforms.internal.HeapBudget;
import io.github.niccosim.waveforms.internal.TraceBytes;
import io.github.niccosim.waveforms.internal.TraceSource;
import io.github.niccosim.waveforms.internal.codec.Packing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open FST file. Values are read when asked for. Thread-safe. */
public final class FstTrace implements TraceSource {
  private final TraceBytes in;
  private final FstLayout layout;
  private final FstHierarchy.Result hierarchy;
  private final List<FstValues> blocks = new ArrayList<>();
  private final List<WaveformInfo.DumpSwitch> dumpSwitches;
  private volatile long @Nullable [] frameOffsets;

  private FstTrace(TraceBytes in) throws IOException {
    this.in = in;
    layout = new FstLayout(in);
    hierarchy = readHierarchy();
    checkGeometry();
    for (FstLayout.Block block : layout.values) {
      blocks.add(new FstValues(in, block));
    }
    dumpSwitches = readDumpSwitches();
  }

  /**
   * Open a file.
   *
   * @param content FST file, plain or gzip-wrapped; closed with the trace, or on failure
   * @return the trace; close after use
   * @throws IOException if it cannot be read
   * @throws WaveformException if it is damaged before its first value block
   */
  public static FstTrace open(TraceBytes content) throws IOException {
    TraceBytes bytes = content;
    try {
      if (bytes.sizeBytes() > 0 && bytes.u8(0, "file") == FstLayout.WRAPPED) {
        TraceBytes unpacked = FstWrapper.unwrap(bytes);
        bytes.close();
        bytes = unpacked;
      }
      return new FstTrace(bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private FstHierarchy.Result readHierarchy() throws IOException {
    FstLayout.Block block = layout.hierarchy;
    if (block == null) {
      return readSideFile();
    }
    long length = in.u64(block.content(), "hierarchy");
    long at = block.content() + 8;
    byte[] packed = in.copy(at, block.end() - at, "hierarchy");
    byte[] data;
    if (block.type() == FstLayout.HIERARCHY_LZ4_TWICE) {
      ByteCursor head = new ByteCursor(packed, 0, packed.length, in.file(), at, "hierarchy");
      long onceLength = head.varint();
      byte[] once =
          Packing.LZ4.unpack(
              packed, head.position(), packed.length, onceLength, in.file(), at, "hierarchy");
      data = Packing.LZ4.unpack(once, 0, once.length, length, in.file(), at, "hierarchy");
    } else {
      Packing packing = block.type() == FstLayout.HIERARCHY_GZIP ? Packing.GZIP : Packing.LZ4;
      data = packing.unpack(packed, 0, packed.length, length, in.file(), at, "hierarchy");
    }
    ByteCursor cursor = new ByteCursor(data, 0, data.length, in.file(), at, "hierarchy");
    return FstHierarchy.read(cursor, false);
  }

  /** A writer keeps the hierarchy beside the trace until it is closed. */
  private FstHierarchy.Result readSideFile() throws IOException {
    Path side = in.file().resolveSibling(in.file().getFileName() + ".hier");
    if (!Files.isRegularFile(side)) {
      throw new WaveformException(
          "trace has no hierarchy: file="
              + in.file()
              + " (expected: a closed trace, or its side file "
              + side.getFileName()
              + " | hint: a killed writer leaves the side file, keep the two together)");
    }
    HeapBudget.require(Files.size(side), "hierarchy", 0);
    byte[] data = Files.readAllBytes(side);
    layout.notes.add("the hierarchy was read from " + side.getFileName());
    ByteCursor cursor = new ByteCursor(data, 0, data.length, side, 0, "hierarchy");
    return FstHierarchy.read(cursor, true);
  }

  private void checkGeometry() {
    FstLayout.Block block = layout.geometry;
    if (block == null) {
      return;
    }
    long length = in.u64(block.content(), "geometry");
    long count = in.u64(block.content() + 8, "geometry");
    long at = block.content() + 16;
    byte[] data = in.copy(at, block.end() - at, "geometry");
    if (data.length != length) {
      data = Packing.ZLIB.unpack(data, 0, data.length, length, in.file(), at, "geometry");
    }
    int signals = hierarchy.signals().size();
    if (count != signals) {
      throw in.damaged("geometry and hierarchy disagree", block.at(), count, signals + " signals");
    }
    ByteCursor cursor = new ByteCursor(data, 0, data.length, in.file(), at, "geometry");
    for (int handle = 1; handle <= signals; handle++) {
      long expected = hierarchy.signals().get(handle - 1).geometryCode();
      if (cursor.varint() != expected) {
        throw cursor.damaged("handle " + handle + " is not " + expected + " wide");
      }
    }
  }

  private List<WaveformInfo.DumpSwitch> readDumpSwitches() {
    FstLayout.Block block = layout.blackout;
    List<WaveformInfo.DumpSwitch> switches = new ArrayList<>();
    if (block == null) {
      return switches;
    }
    byte[] data = in.copy(block.content(), block.end() - block.content(), "blackout");
    ByteCursor cursor = new ByteCursor(data, 0, data.length, in.file(), block.at(), "blackout");
    int count = cursor.varint(data.length, "count");
    long now = 0;
    for (int i = 0; i < count; i++) {
      boolean on = cursor.u8() != 0;
      now += cursor.varint();
      switches.add(new WaveformInfo.DumpSwitch(now, on));
    }
    return switches;
  }

  @Override
  public WaveformInfo info() {
    FstHeader header = layout.header;
    boolean unfinished = header.startTicks() == 0 && header.endTicks() == 0;
    long start = header.startTicks();
    long end = header.endTicks();
    if (unfinished && !blocks.isEmpty()) {
      start = blocks.getFirst().beginTicks();
      end = blocks.getLast().endTicks();
    }
    return new WaveformInfo(
        WaveformInfo.Format.FST,
        new Timescale(header.timescaleExponent()),
        start,
        end,
        header.version(),
        header.date(),
        List.copyOf(dumpSwitches),
        List.copyOf(layout.notes));
  }

  @Override
  public Hierarchy hierarchy() {
    return hierarchy.tree();
  }

  @Override
  public void read(int handle, HistoryBuilder into) {
    FstSignal signal = hierarchy.signals().get(handle - 1);
    boolean big = layout.header.bigEndianReals();
    boolean first = true;
    for (FstValues block : blocks) {
      if (first) {
        block.readInitial(frameOffsets()[handle - 1], handle, signal, big, into);
        first = false;
      }
      block.read(handle, signal, big, into);
    }
  }

  private long[] frameOffsets() {
    long[] known = frameOffsets;
    if (known == null) {
      known = new long[hierarchy.signals().size()];
      long at = 0;
      for (int i = 0; i < known.length; i++) {
        known[i] = at;
        at += hierarchy.signals().get(i).frameBytes();
      }
      frameOffsets = known;
    }
    return known;
  }

  @Override
  public void close() {
    in.close();
  }
}

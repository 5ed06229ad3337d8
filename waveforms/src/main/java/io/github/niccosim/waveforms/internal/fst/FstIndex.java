// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.internal.ByteCursor;
import io.github.niccosim.waveforms.internal.HeapBudget;
import io.github.niccosim.waveforms.internal.TraceBytes;
import io.github.niccosim.waveforms.internal.codec.Packing;
import java.util.Arrays;

/**
 * Where the chains of one value block lie. Holds only signals that change in the block. Immutable.
 *
 * <p>Block type 8 writes signed numbers: odd, above zero: distance to the next chain; odd, below
 * zero: shares the chain of an earlier handle; odd, zero: shares what the previous sharer shares;
 * even: a run of handles without change. The older types 1 and 5 write unsigned numbers: zero and a
 * handle for sharing, odd for a distance, even for a run.
 */
final class FstIndex {
  private final Packing packing;
  private final long chains;
  private int[] handles = new int[64];
  private int[] starts = new int[64];
  private int[] lengths = new int[64];
  private int size;

  private FstIndex(Packing packing, long chains) {
    this.packing = packing;
    this.chains = chains;
  }

  /**
   * Place of an index in the file.
   *
   * @param chains offset that chain distances count from (the pack type byte)
   * @param from first byte of the index, which is also the end of the chains
   * @param to byte after the index
   * @param handles number of handles it covers
   */
  record Place(long chains, long from, long to, int handles) {}

  static FstIndex read(TraceBytes in, Place place, boolean signed, Packing packing) {
    byte[] data = in.copy(place.from(), place.to() - place.from(), "chain index");
    ByteCursor cursor =
        new ByteCursor(data, 0, data.length, in.file(), place.from(), "chain index");
    FstIndex index = new FstIndex(packing, place.chains());
    index.parse(cursor, place, signed);
    return index;
  }

  private void parse(ByteCursor in, Place place, boolean signed) {
    long most = place.from() - place.chains();
    long start = 0;
    int open = -1;
    int handle = 0;
    long shared = 0;
    while (in.hasMore()) {
      long step = 0;
      if (signed && (in.peek() & 1) != 0) {
        long value = in.signedVarint() >> 1;
        step = Math.max(value, 0);
        shared = value < 0 ? -value : shared;
      } else {
        long value = in.varint();
        if (value == 0 && !signed) {
          shared = in.varint();
        } else if ((value & 1) == 0) {
          long run = value >>> 1;
          if (run > place.handles() - handle) {
            throw in.damaged("it runs past the last handle");
          }
          handle += (int) run;
          continue;
        } else {
          step = value >>> 1;
        }
      }
      if (++handle > place.handles()) {
        throw in.damaged("it runs past the last handle");
      }
      if (step == 0) {
        share(in, handle, shared);
        continue;
      }
      start += step;
      if (start < 1 || start >= most || start > Integer.MAX_VALUE) {
        throw in.damaged("a chain lies outside the block");
      }
      open = add(handle, (int) start, open);
    }
    if (open >= 0) {
      lengths[open] = (int) (most - starts[open]);
    }
    resolve();
  }

  private int add(int handle, int start, int open) {
    if (open >= 0) {
      lengths[open] = start - starts[open];
    }
    grow();
    handles[size] = handle;
    starts[size] = start;
    return size++;
  }

  /** Note that a handle has the chain of an earlier one; resolved when all lengths are known. */
  private void share(ByteCursor in, int handle, long shared) {
    if (shared < 1 || shared >= handle) {
      throw in.damaged("handle " + handle + " shares the chain of handle " + shared);
    }
    grow();
    handles[size] = handle;
    starts[size] = (int) -shared;
    size++;
  }

  private void resolve() {
    for (int i = 0; i < size; i++) {
      if (starts[i] < 0) {
        int target = Arrays.binarySearch(handles, 0, i, -starts[i]);
        starts[i] = target < 0 ? 0 : starts[target];
        lengths[i] = target < 0 ? 0 : lengths[target];
      }
    }
  }

  private void grow() {
    if (size == handles.length) {
      int wanted = (int) HeapBudget.require(size * 2L, "chain index", -1);
      handles = Arrays.copyOf(handles, wanted);
      starts = Arrays.copyOf(starts, wanted);
      lengths = Arrays.copyOf(lengths, wanted);
    }
  }

  /** {@return the slot of a handle, or a negative number if it has no change here} */
  int find(int handle) {
    int slot = Arrays.binarySearch(handles, 0, size, handle);
    return slot >= 0 && starts[slot] == 0 ? -1 : slot;
  }

  long chainAt(int slot) {
    return chains + starts[slot];
  }

  int chainLength(int slot) {
    return lengths[slot];
  }

  Packing packing() {
    return packing;
  }
}

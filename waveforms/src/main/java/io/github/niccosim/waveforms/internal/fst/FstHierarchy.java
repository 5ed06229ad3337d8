// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms.internal.fst;

import io.github.niccosim.waveforms.Direction;
import io.github.niccosim.waveforms.EnumTable;
import io.github.niccosim.waveforms.Hierarchy;
import io.github.niccosim.waveforms.VariableDeclaration;
import io.github.niccosim.waveforms.VariableKind;
import io.github.niccosim.waveforms.WaveformException;
import io.github.niccosim.waveforms.internal.ByteCursor;
import io.github.niccosim.waveforms.internal.EnumText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Read the hierarchy: scopes, variables with aliases, and attributes, of which enum tables and VHDL
 * type names are kept.
 */
final class FstHierarchy {
  private static final int SCOPE = 254;
  private static final int UP = 255;
  private static final int ATTRIBUTE = 252;
  private static final int ATTRIBUTE_END = 253;
  private static final int MISC = 0;
  private static final int MISC_TYPE_NAME = 2;
  private static final int MISC_ENUM = 7;
  private static final int MAX_WIDTH_BITS = 1 << 24;
  private static final int MAX_SIGNALS = 1 << 28;
  private static final Direction[] DIRECTIONS = Direction.values();
  private static final String[] SCOPE_KINDS = {
    "module",
    "task",
    "function",
    "begin",
    "fork",
    "generate",
    "struct",
    "union",
    "class",
    "interface",
    "package",
    "program",
    "vhdl_architecture",
    "vhdl_procedure",
    "vhdl_function",
    "vhdl_record",
    "vhdl_process",
    "vhdl_block",
    "vhdl_for_generate",
    "vhdl_if_generate",
    "vhdl_generate",
    "vhdl_package",
    "sv_array"
  };

  private final ByteCursor in;
  private final Hierarchy.Builder tree = new Hierarchy.Builder();
  private final List<FstSignal> signals = new ArrayList<>();
  private final Map<Long, EnumTable> enums = new HashMap<>();
  private @Nullable EnumTable enumOfNext;
  private String typeOfNext = "";

  private FstHierarchy(ByteCursor in) {
    this.in = in;
  }

  /**
   * Tree and signals of a file.
   *
   * @param tree scopes and variables
   * @param signals by handle - 1
   */
  record Result(Hierarchy tree, List<FstSignal> signals) {}

  /**
   * Read all entries.
   *
   * @param in unpacked hierarchy
   * @param mayBeCut whether a partial last entry is to be ignored
   */
  static Result read(ByteCursor in, boolean mayBeCut) {
    FstHierarchy reader = new FstHierarchy(in);
    while (in.hasMore()) {
      try {
        reader.entry();
      } catch (WaveformException e) {
        if (mayBeCut && in.remaining() < 4096) {
          break;
        }
        throw e;
      }
    }
    return new Result(reader.tree.build(), reader.signals);
  }

  private void entry() {
    int tag = in.u8();
    switch (tag) {
      case SCOPE -> scope();
      case UP -> {
        if (!tree.leave()) {
          throw in.damaged("more scopes end than begin");
        }
      }
      case ATTRIBUTE -> attribute();
      case ATTRIBUTE_END -> {}
      default -> {
        if (tag >= VariableKind.count()) {
          throw in.damaged("entry " + tag + " is unknown");
        }
        variable(VariableKind.of(tag));
      }
    }
  }

  private void scope() {
    int kind = in.u8();
    String name = in.zeroTerminated();
    String component = in.zeroTerminated();
    String kindName = kind < SCOPE_KINDS.length ? SCOPE_KINDS[kind] : SCOPE_KINDS[0];
    if (!tree.enter(kindName, name, component)) {
      throw in.damaged("scopes nest deeper than " + Hierarchy.MAX_DEPTH);
    }
  }

  private void attribute() {
    int type = in.u8();
    int subtype = in.u8();
    String name = in.zeroTerminated();
    long argument = in.varint();
    if (type != MISC) {
      return;
    }
    if (subtype == MISC_ENUM && name.isEmpty()) {
      enumOfNext = enums.get(argument);
    } else if (subtype == MISC_ENUM) {
      EnumTable table = EnumText.parse(name);
      if (table == null) {
        throw in.damaged("enum table is not name, count, names, values");
      }
      enums.put(argument, table);
    } else if (subtype == MISC_TYPE_NAME) {
      typeOfNext = name;
    }
  }

  private void variable(VariableKind kind) {
    int direction = in.u8();
    String name = in.zeroTerminated();
    int length = in.varint(MAX_WIDTH_BITS, "width");
    int alias = in.varint(MAX_SIGNALS, "alias");
    if (alias > signals.size()) {
      throw in.damaged("alias " + alias + " has no signal yet");
    }
    if (alias == 0) {
      signals.add(FstSignal.declared(kind, length));
      alias = signals.size();
    }
    FstSignal signal = signals.get(alias - 1);
    VariableDeclaration declaration =
        new VariableDeclaration(
            name,
            signal.widthBits(),
            signal.encoding(),
            kind,
            direction < DIRECTIONS.length ? DIRECTIONS[direction] : Direction.IMPLICIT,
            enumOfNext,
            typeOfNext);
    tree.add(declaration, alias);
    enumOfNext = null;
    typeOfNext = "";
  }
}

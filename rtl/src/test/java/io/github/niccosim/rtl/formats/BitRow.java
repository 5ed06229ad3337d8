// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl.formats;

import io.github.niccosim.rtl.formats.PackageSource.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One 32-bit word of a figure: cells from bit 31 down to bit 0, without gaps.
 *
 * @param label what stands at the left
 * @param lowestBit number of the rightmost bit
 * @param cells highest first
 */
record BitRow(String label, int lowestBit, List<Cell> cells) {

  static final int BITS = 32;

  /** A part of a field that lies in one word; no name: unused bits. */
  record Cell(String name, int msb, int lsb) {
    int bits() {
      return msb - lsb + 1;
    }
  }

  /** Return the words of a record, lowest first. */
  static List<BitRow> of(PackageSource.Struct struct) {
    List<BitRow> rows = new ArrayList<>();
    for (int lsb = 0; lsb < struct.bits(); lsb += BITS) {
      rows.add(row("+" + lsb / 8, struct.fields(), lsb));
    }
    return rows;
  }

  /** Return the word or words of a register. */
  static List<BitRow> of(PackageSource.Register register, String name) {
    int top = register.fields().stream().mapToInt(Field::msb).max().orElse(0);
    List<BitRow> rows = new ArrayList<>();
    for (int lsb = 0; lsb <= top; lsb += BITS) {
      rows.add(row(lsb == 0 ? name : "", register.fields(), lsb));
    }
    return rows;
  }

  private static BitRow row(String label, List<Field> fields, int lowest) {
    List<Cell> cells = new ArrayList<>();
    int next = lowest + BITS - 1;
    List<Field> downwards =
        fields.stream().sorted(Comparator.comparingInt(Field::msb).reversed()).toList();
    for (Field field : downwards) {
      int msb = Math.min(field.msb(), lowest + BITS - 1);
      int lsb = Math.max(field.lsb(), lowest);
      if (msb < lsb) {
        continue;
      }
      if (msb < next) {
        cells.add(new Cell("", next, msb + 1));
      }
      cells.add(new Cell(field.isUnused() ? "" : part(field, msb, lsb), msb, lsb));
      next = lsb - 1;
    }
    if (next >= lowest) {
      cells.add(new Cell("", next, lowest));
    }
    return new BitRow(label, lowest, cells);
  }

  private static String part(Field field, int msb, int lsb) {
    if (msb == field.msb() && lsb == field.lsb()) {
      return field.name();
    }
    return field.name() + "[" + (msb - field.lsb()) + ":" + (lsb - field.lsb()) + "]";
  }
}

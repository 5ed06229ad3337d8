// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl.formats;

import io.github.niccosim.rtl.formats.PackageSource.Codes;
import io.github.niccosim.rtl.formats.PackageSource.Constant;
import io.github.niccosim.rtl.formats.PackageSource.Field;
import io.github.niccosim.rtl.formats.PackageSource.Register;
import io.github.niccosim.rtl.formats.PackageSource.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code rtl/doc/registers.md} and the figures it shows. */
final class RegisterPage {

  /** A block of registers: prefix of the constants, heading. */
  private record Block(String prefix, String title) {}

  private static final List<Block> BLOCKS =
      List.of(
          new Block("Reg", "Registers (byte offsets, 32 bit)"),
          new Block("Irq", "Vector block, at IRQ + 16 v"),
          new Block("Rxq", "Receive queue block, at RXQ + 64 q"),
          new Block("Txq", "Transmit queue block, at TXQ + 64 q, as RXQ and:"),
          new Block("Cq", "Completion ring block, at CQ + 64 q and TX_CQ + 64 q"),
          new Block("Eq", "Event ring block, at EQ"));

  private final PackageSource source;
  private final StringBuilder page = new StringBuilder();
  private final Map<String, String> figures = new LinkedHashMap<>();

  RegisterPage(PackageSource source) {
    this.source = source;
    line("<!-- Written by rtl/doc/generate.sh from rtl/src/nicdma_pkg.sv: change it there. -->");
    line("# Records, codes and registers of the NIC DMA engine");
    line("");
    line(
        "Little-endian: bit 0 is the least significant bit of byte 0. What they mean to a driver:");
    line("[formats.md](formats.md). In Java: `io.github.niccosim.rtl`, same names.");
    source.structs.forEach(this::record);
    source.enums.forEach(this::codes);
    constants("ERR_STATUS bits", "Status(?!Idle|Init).*", "Status");
    constants("Global counters (STAT, SNAP)", "Stat(?!us|Count).*", "Stat");
    constants("Receive queue counters (QUEUE_STAT, SNAP_QUEUE)", "QueueStat.*", "QueueStat");
    constants("Transmit queue counters (TX_QUEUE_STAT)", "TxQueueStat.*", "TxQueueStat");
    BLOCKS.forEach(this::block);
  }

  /** Return the Markdown text. */
  String markdown() {
    return page.toString();
  }

  /** Return the SVG pictures by file name. */
  Map<String, String> figures() {
    return figures;
  }

  private void record(Struct struct) {
    heading("%s: `%s`, %d bytes", struct.title(), struct.name(), struct.bits() / 8);
    figure(struct.name().replaceAll("_t$", ""), struct.title(), BitRow.of(struct));
    line("| Bits | Field | Meaning |");
    line("|---|---|---|");
    for (Field field : struct.fields().reversed()) {
      if (!field.isUnused()) {
        line("| " + bits(field) + " | `" + field.name() + "` | " + cell(field.text()) + " |");
      }
    }
  }

  private void codes(Codes codes) {
    heading("%s: `%s`, `%s`", codes.title(), codes.name(), codes.javaClass());
    line("| Code | Name | Meaning |");
    line("|---|---|---|");
    for (Constant member : codes.members()) {
      line("| " + member.value() + " | " + member.name() + " | " + cell(member.text()) + " |");
    }
  }

  private void constants(String title, String pattern, String prefix) {
    heading("%s", title);
    line("| Index | Name | Meaning |");
    line("|---|---|---|");
    for (Constant c : source.named(pattern)) {
      line("| " + c.value() + " | " + c.javaName(prefix) + " | " + cell(c.text()) + " |");
    }
  }

  private void block(Block block) {
    heading("%s", block.title());
    List<Register> registers =
        source.registers.stream()
            .filter(r -> r.constant().name().startsWith(block.prefix()))
            .toList();
    List<BitRow> rows = new ArrayList<>();
    for (Register register : registers) {
      if (!register.fields().isEmpty()) {
        rows.addAll(BitRow.of(register, name(register, block)));
      }
    }
    figure("registers_" + block.prefix().toLowerCase(java.util.Locale.ROOT), block.title(), rows);
    line("| Offset | Name | Access | Reset | Meaning |");
    line("|---|---|---|---|---|");
    String digits = block.prefix().equals("Reg") ? "%05X" : "+%02X";
    for (Register register : registers) {
      line(
          "| %s | %s | %s | %s | %s%s |"
              .formatted(
                  digits.formatted(register.constant().value()),
                  name(register, block),
                  register.access(),
                  register.reset(),
                  cell(register.constant().text()),
                  fields(register)));
    }
  }

  private static String name(Register register, Block block) {
    return register.constant().javaName(block.prefix());
  }

  private static String fields(Register register) {
    StringBuilder text = new StringBuilder();
    for (Field field : register.fields()) {
      text.append(text.isEmpty() ? ": " : " · ").append(bits(field)).append(' ');
      text.append(field.name()).append(field.text().isEmpty() ? "" : ", " + cell(field.text()));
    }
    return text.toString();
  }

  private void figure(String name, String title, List<BitRow> rows) {
    figures.put(name + ".svg", BitFigure.svg(title, rows));
    line("![" + title + "](figures/" + name + ".svg)");
    line("");
  }

  private void heading(String format, Object... arguments) {
    line("");
    line("## " + format.formatted(arguments));
    line("");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String bits(Field field) {
    return field.bits() == 1
        ? "`[" + field.lsb() + "]`"
        : "`[" + field.msb() + ":" + field.lsb() + "]`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}

// SPDX-License-Identifier: Apache-2.0
// Write one trace with everything fstapi offers: <file> <4|F|Z> <plain|wrap|flush|big|ports|late>
#include <stdio.h>
#include <string.h>

#include "fstapi.h"

static void bits(char* text, int width, unsigned long long value, int i) {
  for (int b = 0; b < width; b++) {
    text[width - 1 - b] = b < 64 ? (char)('0' + (value >> b & 1)) : (char)('0' + ((b * i) & 1));
  }
  text[width] = 0;
}

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const char* mode = argv[3];
  void* fst = fstWriterCreate(argv[1], 1);
  fstWriterSetPackType(fst, *argv[2] == '4'   ? FST_WR_PT_LZ4
                            : *argv[2] == 'F' ? FST_WR_PT_FASTLZ
                                              : FST_WR_PT_ZLIB);
  fstWriterSetDate(fst, "Thu Jan  1 00:00:00 1970");
  fstWriterSetVersion(fst, "layouts.c");
  fstWriterSetTimescale(fst, -9);
  fstWriterSetRepackOnClose(fst, !strcmp(mode, "wrap"));
  const char* names[] = {"Idle", "Fe tch", "Wri\\te", "Done"};
  const char* values[] = {"000", "001", "011", "110"};
  fstWriterSetScope(fst, FST_ST_VCD_MODULE, "top", "layouts");
  fstWriterSetComment(fst, "a comment");
  fstWriterSetSourceStem(fst, "layouts.c", 1, 0);
  fstEnumHandle table = fstWriterCreateEnumTable(fst, "state_e", 4, 3, names, values);
  fstHandle clk = fstWriterCreateVar(fst, FST_VT_VCD_WIRE, FST_VD_INPUT, 1, "clk_i", 0);
  fstWriterEmitEnumTableRef(fst, table);
  fstHandle state = fstWriterCreateVar(fst, FST_VT_SV_ENUM, FST_VD_IMPLICIT, 3, "state_q [2:0]", 0);
  fstHandle data = fstWriterCreateVar(fst, FST_VT_SV_LOGIC, FST_VD_OUTPUT, 32, "data_o [31:0]", 0);
  fstHandle wide = fstWriterCreateVar(fst, FST_VT_SV_LOGIC, FST_VD_IMPLICIT, 1000, "wide [999:0]", 0);
  fstHandle real = fstWriterCreateVar(fst, FST_VT_VCD_REAL, FST_VD_IMPLICIT, 64, "level", 0);
  fstHandle text = fstWriterCreateVar(fst, FST_VT_GEN_STRING, FST_VD_IMPLICIT, 0, "log", 0);
  fstHandle event = fstWriterCreateVar(fst, FST_VT_VCD_EVENT, FST_VD_IMPLICIT, 1, "tick", 0);
  fstHandle twin = fstWriterCreateVar(fst, FST_VT_VCD_REG, FST_VD_IMPLICIT, 32, "same [31:0]", 0);
  fstHandle still = fstWriterCreateVar(fst, FST_VT_VCD_REG, FST_VD_IMPLICIT, 8, "still [7:0]", 0);
  fstHandle port = 0;
  if (!strcmp(mode, "ports")) {
    port = fstWriterCreateVar(fst, FST_VT_VCD_PORT, FST_VD_INOUT, 3 * 2 + 2, "pad [1:0]", 0);
  }
  fstWriterSetScope(fst, FST_ST_VCD_INTERFACE, "bus", NULL);
  fstWriterCreateVar2(fst, FST_VT_VCD_WIRE, FST_VD_IMPLICIT, 32, "alias [31:0]", data, "word_t",
                      FST_SVT_VHDL_SIGNAL, FST_SDT_VHDL_UNSIGNED);
  fstWriterSetUpscope(fst);
  if (!strcmp(mode, "big")) {  // more than 4 MiB of hierarchy is packed twice
    char name[260];
    for (int i = 0; i < 17000; i++) {
      memset(name, 'a' + i / 2000, 250);
      name[250] = 0;
      fstWriterCreateVar(fst, FST_VT_VCD_WIRE, FST_VD_IMPLICIT, 1, name, clk);
    }
  }
  fstWriterSetUpscope(fst);
  char buffer[1100];
  const int late = !strcmp(mode, "late");  // values before the first time: they stand in the frame
  if (late) {
    fstWriterEmitValueChange(fst, clk, "1");
    bits(buffer, 32, 0xdeadbeef, 0);
    fstWriterEmitValueChange(fst, data, buffer);
    double start = 2.5;
    fstWriterEmitValueChange(fst, real, &start);
  }
  for (int i = 0; i < 300; i++) {
    fstWriterEmitTimeChange(fst, late ? 100 + 5 * i : 5 * i);
    fstWriterEmitValueChange(fst, clk, i % 50 == 7 ? "x" : i % 50 == 8 ? "z" : i & 1 ? "1" : "0");
    if (i == 0) {
      for (int b = 0; b < 8; b++) buffer[b] = "01xzhuwl"[b];
      fstWriterEmitValueChange(fst, still, buffer);
    }
    if (i % 3 == 0) fstWriterEmitValueChange(fst, state, values[i / 3 % 4]);
    bits(buffer, 32, i * 0x9E3779B1ull, i);
    fstWriterEmitValueChange(fst, data, buffer);
    fstWriterEmitValueChange(fst, twin, buffer);
    bits(buffer, 1000, i * 0x9E3779B97F4A7C15ull, i);
    if (i % 20 == 3) buffer[17] = "xzhuwl-"[i / 20 % 7];
    if (i % 2 == 0) fstWriterEmitValueChange(fst, wide, buffer);
    double level = i * 0.125 - 3;
    if (i % 4 == 0) fstWriterEmitValueChange(fst, real, &level);
    if (i % 25 == 0) {
      int n = sprintf(buffer, "step%d", i);
      fstWriterEmitVariableLengthValueChange(fst, text, buffer, (unsigned)n);
    }
    if (i % 10 == 0) fstWriterEmitValueChange(fst, event, "1");
    if (port && i % 6 == 0) fstWriterEmitValueChange(fst, port, i % 12 ? "UD 60 06" : "DU 06 60");
    if (i == 120) fstWriterEmitDumpActive(fst, 0);
    if (i == 140) fstWriterEmitDumpActive(fst, 1);
    if (!strcmp(mode, "flush") && i % 40 == 39) fstWriterFlushContext(fst);
  }
  fstWriterClose(fst);
  return 0;
}

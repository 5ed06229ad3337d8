#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Make the trace corpus again: ./make-corpus.sh [work folder]
# Needs verilator, iverilog, ghdl, gtkwave (vcd2fst, fst2vcd), gcc, zlib headers and JDK 25 on PATH.
# Every file is judged by fst2vcd, or by the VCD it was made from; the judgement goes to SOURCES.csv.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
waves=$here/../resources/waves
judge=$here/../java/io/github/niccosim/waveforms/ReferenceVcd.java
work=${1:-$(mktemp -d)}
api=$(verilator --getenv VERILATOR_ROOT)/include/gtkwave
mkdir -p "$work" && cd "$work"
rm -rf "$waves" && mkdir -p "$waves"
echo "file,group,tool,made_from,licence,expected_sha256" > "$waves/SOURCES.csv"

# add <file> <folder> <tool and version> <source> [vcd that is right] [files of one content]
add() {
  name=$2/$(basename "$1")
  mkdir -p "$waves/$2"
  cp "$1" "$waves/$name"
  if [ -f "$1.hier" ]; then cp "$1.hier" "$waves/$name.hier"; fi
  right=${5:-}
  if [ -z "$right" ]; then
    case $1 in
      *.fst) fst2vcd -f "$1" -o right.vcd 2> /dev/null; right=right.vcd ;;
      *) right=$1 ;;
    esac
  fi
  echo "$name,${6:-},$3,$4,Apache-2.0,$(java "$judge" "$right")" >> "$waves/SOURCES.csv"
}

v=$(verilator --version | cut -d' ' -f1-2)
verilator --cc --exe --build --trace-fst -Mdir fst "$here/shapes.sv" "$here/shapes_main.cpp" \
  -o shapes > /dev/null
verilator --cc --exe --build --trace -Mdir vcd -CFLAGS -DSHAPES_VCD "$here/shapes.sv" \
  "$here/shapes_main.cpp" -o shapes > /dev/null
./fst/shapes 200 shapes.fst
./fst/shapes 200 shapes-flushed.fst 20
./fst/shapes 200 shapes-killed.fst 20 die || true
./vcd/shapes 60 shapes-short.vcd
./fst/shapes 60 shapes-short.fst
add shapes.fst verilator "$v" shapes.sv "" shapes
add shapes-flushed.fst verilator "$v" shapes.sv "" shapes
add shapes-killed.fst verilator "$v" shapes.sv
add shapes-short.vcd verilator "$v" shapes.sv "" shapes-short
add shapes-short.fst verilator "$v" shapes.sv "" shapes-short

i=$(iverilog -V 2> /dev/null | head -1 | cut -d' ' -f1-4)
iverilog -g2012 -o states.vvp "$here/states.v"
vvp states.vvp > /dev/null
cp states.vcd kept.vcd
add states.vcd icarus "$i" states.v "" states
for speed in fst fst-speed fst-space fst-space-speed; do
  vvp states.vvp -$speed > /dev/null
  mv states.vcd states-$speed.fst
  add states-$speed.fst icarus "$i" states.v "" states
done

g=$(ghdl --version | head -1 | cut -d' ' -f1-2)
ghdl -a --std=08 "$here/stages.vhd"
ghdl -e --std=08 stages
ghdl -r --std=08 stages --vcd=stages.vcd --stop-time=250ns > /dev/null 2>&1
ghdl -r --std=08 stages --fst=stages.fst --stop-time=250ns > /dev/null 2>&1
add stages.vcd ghdl "$g" stages.vhd "" stages
add stages.fst ghdl "$g" stages.vhd

w="vcd2fst $(dpkg-query -W -f='${Version}' gtkwave 2> /dev/null | cut -d- -f1)"
mv kept.vcd states.vcd
for source in shapes-short states stages; do
  for pack in 4 F Z; do
    vcd2fst -$pack $source.vcd $source-$pack.fst 2> /dev/null
    add $source-$pack.fst vcd2fst "$w" $source.vcd $source.vcd $source
  done
  vcd2fst -c $source.vcd $source-wrapped.fst 2> /dev/null
  add $source-wrapped.fst vcd2fst "$w" $source.vcd $source.vcd $source
  vcd2fst -p $source.vcd $source-parallel.fst 2> /dev/null
  add $source-parallel.fst vcd2fst "$w" $source.vcd $source.vcd $source
done

# The three layouts of value blocks: 8 (as shipped), 5 and 1.
cp "$api"/*.[ch] .
for layout in 8 5 1; do
  case $layout in
    8) flags= ;;
    5) flags=-DFST_DYNAMIC_ALIAS2_DISABLE ;;
    1) flags="-DFST_DYNAMIC_ALIAS2_DISABLE -DFST_DYNAMIC_ALIAS_DISABLE" ;;
  esac
  gcc -O1 -w -DFST_CONFIG_INCLUDE='"fst_config.h"' $flags -I. -o layouts$layout "$here/layouts.c" fstapi.c fastlz.c lz4.c -lz -lpthread
  for pack in 4 F Z; do
    ./layouts$layout block$layout-$pack.fst $pack plain
    add block$layout-$pack.fst fstapi "fstapi of $v" layouts.c "" layouts
  done
done
for mode in wrap flush big ports late; do
  ./layouts8 layouts-$mode.fst 4 $mode
  group=
  if [ $mode = wrap ] || [ $mode = flush ]; then group=layouts; fi
  add layouts-$mode.fst fstapi "fstapi of $v" layouts.c "" "$group"
done
wc -l < "$waves/SOURCES.csv"
du -sh "$waves"

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Prove properties of RTL blocks. Usage: formal/run.sh [proof...]; without names: all of them.
# Needs yosys (with yosys-smtbmc and yosys-abc) and z3. Exit 0 all hold, 1 one fails, 2 usage.
#
# A proof NAME is NAME.sv here, a row of the table below, and is run three ways:
#   prove   the assertions hold: by induction (unbounded) or up to the depth of the table
#   cover   what it is about can happen at all, so that nothing holds for want of a case
#   faults  with each of the listed mutants (doc/rtl.md) an assertion fails
# shellcheck disable=SC2317 # functions are called by name
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out=$(mktemp -d "${TMPDIR:-/tmp}/nicdma_formal.XXXXXX")
trap 'rm -rf "$out"' EXIT
limit=${FORMAL_SECONDS:-1800}

# name|how|depth|depth of covers and faults (0: no covers)|mutants|RTL
# how: induction, bounded (z3), abc (bounded, by yosys-abc); words: abc, and the proof speaks of the
# words of the design's memories, so they become registers
table='
burst_split|induction|2|6|6 7|burst_split
fifo|bounded|13|13||fifo
rr_arb|induction|2|8|59|rr_arb
axil_regs|induction|3|10||axil_regs
cpl_ring|words|20|14|16 61|queue_ctx
axi_write|bounded|13|15|6 9 10 14 62 63|fifo burst_split wr_data wdog dma_wr
axi_read|bounded|10|13|39|burst_split dma_rd
desc_ring|abc|14|0|24 26 28|ram_1r1w rr_arb burst_split desc_ram desc_fetch
'

die() { echo "formal: $*" >&2; exit 2; }
for tool in yosys yosys-smtbmc yosys-abc z3; do
  command -v "$tool" > /dev/null || die "missing tool: $tool (hint: apt-get install yosys z3)"
done

row() { printf '%s\n' "$table" | grep "^$1|" || die "unknown proof: $1 (expected: $(names))"; }
names() { printf '%s\n' "$table" | sed -n 's/|.*//p' | tr '\n' ' '; }
field() { printf '%s\n' "$1" | cut -d'|' -f"$2"; }

# read DEFINES SOURCES: the yosys command that reads proof $name
read_command() {
  printf 'read_verilog -sv -formal %s -I %s/include -I %s/formal %s/src/nicdma_pkg.sv' \
    "$1" "$here" "$here" "$here"
  for source in $2; do printf ' %s/src/nicdma_%s.sv' "$here" "$source"; done
  printf ' %s/formal/%s.sv; ' "$here" "$name"
  if [ "$how" = words ]; then
    printf 'hierarchy -check -top %s; proc; memory_collect; memory_map; flatten; ' "$name"
  fi
  printf 'prep -top %s -flatten' "$name"
}

smt() {  # smt FILE DEFINES SOURCES
  yosys -q -p "$(read_command "$2" "$3"); async2sync; dffunmap; setundef -undriven -anyseq
    opt_clean; write_smt2 -wires $1" > "$out/yosys.log" 2>&1 || { cat "$out/yosys.log"; exit 1; }
}

aiger() {  # aiger FILE DEFINES SOURCES
  yosys -q -p "$(read_command "$2" "$3"); chformal -cover -remove; async2sync; dffunmap
    memory_map; setundef -undriven -anyseq; opt -full; techmap; opt -fast; dffunmap
    abc -g AND -fast; opt_clean; setundef -anyseq; write_aiger $1" \
    > "$out/yosys.log" 2>&1 || { cat "$out/yosys.log"; exit 1; }
}

solve() { timeout "$limit" yosys-smtbmc --noprogress --unroll -s z3 "$@" > "$out/log" 2>&1; }

# holds DEPTH HOW: exit 0 if no assertion fails
holds() {
  if [ "$2" = abc ] || [ "$2" = words ]; then
    timeout "$limit" yosys-abc -c "read_aiger $out/design; zero; fold; strash; bmc3 -F $1" \
      > "$out/log" 2>&1
    grep -q "No output asserted in $1 frames" "$out/log"
  else
    solve -t "$1" "$out/design" && { [ "$2" = bounded ] || solve -i -t "$1" "$out/design"; }
  fi
}

failed=0
report() {  # report OK TEXT
  if [ "$1" = 0 ]; then echo "$name: $2"; else
    failed=1
    echo "$name: FAILED: $2"
    grep -E 'Assert failed|asserted|Unreached|Status' "$out/log" || tail -3 "$out/log"
  fi
}

prove() {
  line=$(row "$1"); name=$1
  how=$(field "$line" 2); depth=$(field "$line" 3); more=$(field "$line" 4)
  sources=$(field "$line" 6)
  build=smt
  case $how in abc | words) build=aiger ;; esac
  $build "$out/design" "" "$sources"
  status=0; holds "$depth" "$how" || status=1
  case $how in
    induction) report $status "holds for ever (induction over $depth cycles)" ;;
    *) report $status "holds for the first $depth cycles" ;;
  esac
  if [ "$more" != 0 ]; then
    [ "$build" = smt ] || smt "$out/design" "" "$sources"
    status=0; solve -c -t "$more" "$out/design" || status=1
    report $status "every case it is about is reached within $more cycles"
  else
    more=$depth
  fi
  for bug in $(field "$line" 5); do
    $build "$out/design" "-DNICDMA_MUTATE -DFORMAL_BUG=$bug" "$sources"
    check=$how
    [ "$how" != induction ] || check=bounded
    status=0; holds "$more" "$check" && status=1
    grep -qE 'Assert failed|was asserted' "$out/log" || status=1
    report $status "mutant $bug is refuted"
  done
}

# shellcheck disable=SC2046 # one word per proof
[ $# -gt 0 ] || set -- $(names)
for proof in "$@"; do row "$proof" > /dev/null; done
for proof in "$@"; do prove "$proof"; done
exit $failed

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Synthesize the engine with Yosys and write what it costs into doc/synthesis.md.
# Usage: syn/run.sh             every configuration of the table below; writes doc/synthesis.md
#        syn/run.sh NAME...     these configurations only, printed
# Needs yosys. Exit 0 all done, 1 a check failed (latch, loop, undriven net), 2 usage.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
out=$(mktemp -d "${TMPDIR:-/tmp}/nicdma_syn.XXXXXX")
trap 'rm -rf "$out"' EXIT
limit=${SYN_SECONDS:-1800}

# name|mappings (generic, xc7)|parameters that differ from the defaults
table='
least|generic xc7|DataWidth=64 NumRxQ=1 NumTxQ=1 IdWidth=4 MaxOutWr=4 MaxOutRd=4 FrameSlots=4 DescBatch=1 DescFifo=4 RingLog2Max=8 NumIrq=1 MaxBurstBytes=64 MaxFrame=1518 RxBufBytes=4096 TxBufBytes=4096 TxSlots=4 MaxFrags=1 RssEn=0 StatsEn=0 HdrSplitEn=0 CsumEn=0 TsEn=0 EqEn=0
default|generic xc7|
parity|generic xc7|CplBytes=32 ParityEn=1
wide256|generic xc7|DataWidth=256 NumRxQ=8 NumTxQ=8
wide512|generic xc7|DataWidth=512 NumRxQ=16 NumTxQ=16 MaxBurstBytes=4096
queues64|generic xc7|NumRxQ=64 NumTxQ=64 RingLog2Max=10 DescFifo=16
'

die() { echo "syn: $*" >&2; exit 2; }
command -v yosys > /dev/null || die "missing tool: yosys (hint: apt-get install yosys)"
names() { printf '%s\n' "$table" | sed -n 's/|.*//p' | tr '\n' ' '; }
row() { printf '%s\n' "$table" | grep "^$1|" || die "unknown configuration: $1 (expected: $(names))"; }
field() { printf '%s\n' "$1" | cut -d'|' -f"$2"; }

# elaborate DEFINES PARAMETERS: commands up to a design without processes, latches or loops
elaborate() {
  printf 'read_verilog -sv %s -I %s/include' "$1" "$here"
  sed -n "s|^src/|$here/src/|p" "$here/rtl.f" | tr '\n' ' ' | sed 's/^/ /'
  printf '\n'
  for parameter in $2; do
    printf 'chparam -set %s %s nicdma_top\n' "${parameter%=*}" "${parameter#*=}"
  done
  printf 'hierarchy -check -top nicdma_top\nrename -top nicdma_top\nproc\n'
  # shellcheck disable=SC2016 # cell types of yosys, not variables
  printf 'select -assert-none t:$dlatch t:$adlatch t:$dlatchsr\ncheck -assert\n'
  printf 'flatten\nopt_expr\nopt_clean\ntee -o %s/words stat\n' "$out"
}

# map MAPPING: commands from there to cells
map() {
  case $1 in
    generic) printf 'synth -run coarse:fine\nopt -fast -full\ntechmap\nopt -fast\nabc -fast\n' ;;
    xc7) printf 'synth_xilinx -family xc7 -noiopad -noclkbuf -flatten -top nicdma_top\n' ;;
    *) die "unknown mapping: $1 (expected: generic or xc7)" ;;
  esac
  # shellcheck disable=SC2016
  printf 'opt_clean\nselect -assert-none t:$_DLATCH_* t:LD*E\ncheck -assert\n'
}

synthesize() {  # synthesize MAPPING DEFINES PARAMETERS: leaves $out/words and $out/cells
  { elaborate "$2" "$3"; map "$1"; printf 'tee -o %s/cells stat\n' "$out"; } > "$out/script.ys"
  timeout "$limit" yosys -q -s "$out/script.ys" > "$out/log" 2>&1 || {
    grep -E 'ERROR|Warning: found' "$out/log" || tail -3 "$out/log"; return 1; }
  if grep -q 'Latch inferred' "$out/log"; then grep 'Latch inferred' "$out/log"; return 1; fi
}

count() { awk -v kind="$1" '$1 ~ "^(" kind ")$" { n += $2 } END { print n + 0 }' "$out/cells"; }
total() { awk '/Number of cells:/ { n = $4 } END { print n + 0 }' "$out/cells"; }
bits() { awk '/Number of memory bits:/ { n = $5 } END { print n + 0 }' "$out/words"; }

report() {  # report NAME MAPPING: a row of the table
  case $2 in
    generic) printf '| %s | gates | %s | %s | – | %s bits |\n' "$1" \
      "$(($(total) - $(count '\$_S?DFF.*') - $(count '\$mem_v2')))" "$(count '\$_S?DFF.*')" "$(bits)" ;;
    xc7) printf '| %s | Xilinx 7 | %s | %s | %s | %s RAMB36, %s RAMB18 |\n' "$1" \
      "$(count 'LUT[1-6]')" "$(count 'FD.E')" "$((4 * ($(count RAM32M) + $(count RAM64M)) + 2 * $(count 'RAM(32|64)X1D') +
        4 * $(count RAM128X1D)))" \
      "$(count RAMB36E1)" "$(count RAMB18E1)" ;;
  esac
}

costs() {  # costs NAME
  line=$(row "$1")
  for mapping in $(field "$line" 2); do
    synthesize "$mapping" "" "$(field "$line" 3)" || { echo "$1 $mapping: FAILED" >&2; exit 1; }
    report "$1" "$mapping"
  done
}

page() {
  cat << EOF
<!-- Written by rtl/syn/run.sh: change it there. -->
# What the engine costs

$(yosys -V | cut -d' ' -f1,2), whole design flattened, no timing goal. *gates*: two-input gates, multiplexers and
inverters of Yosys' generic library, memories kept as memories. *Xilinx 7*: \`synth_xilinx -family xc7\`, LUTs without those
used as RAM (column LUT RAM). Every run also asserts: no latch, no combinational loop, no undriven net.

Repeat: \`rtl/syn/run.sh\`.

| Configuration | Mapping | Gates or LUTs | Flip-flops | LUT RAM | RAM |
|---|---|---|---|---|---|
EOF
  for name in $(names); do costs "$name"; done
  printf '\nParameters that differ from the defaults ([formats.md](formats.md)):\n\n'
  for name in $(names); do
    printf '* %s: %s\n' "$name" "$(field "$(row "$name")" 3 | sed 's/^$/none/; s/[^ ]\{1,\}/`&`/g')"
  done
}

case ${1:-} in
  '') page > "$out/page.md"; cp "$out/page.md" "$here/doc/synthesis.md" ;;
  *) for name in "$@"; do row "$name" > /dev/null; done
    for name in "$@"; do costs "$name"; done ;;
esac

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Run the automatic mutants of the data movers against the C++ smoke tests.
# Usage: mutants/run.sh            all of them; writes doc/auto-mutants.md
#        mutants/run.sh NUMBER...  these only, printed: number|module|source|fault|seen by
# Needs yosys and verilator. With OUT=FOLDER (kept: results are gone on with)
# SECONDS_EACH=40 (of CPU time) SEED=1 BENCHES="rx ev tx".
# Exit 0 done and every survivor explained (mutants/explained), 1 otherwise, 2 usage.
set -eu
rtl=$(cd "$(dirname "$0")/.." && pwd)
out=${OUT:-${TMPDIR:-/tmp}/nicdma_mutants}
each=${SECONDS_EACH:-40}
seed=${SEED:-1}
benches=${BENCHES:-rx ev tx}
movers=${MOVERS:-nicdma_dma_wr=70 nicdma_rx_buf=25 nicdma_rx_engine=25 nicdma_dma_rd=40 nicdma_tx_land=30 nicdma_tx_buf=20}

build() {
  "$rtl/mutants/generate.sh" "$out" "$movers" "NumIrq=4"
  verilator --cc --build -j 2 --assert -O3 -Wno-fatal -Wno-lint -Wno-style --prefix Vmodel \
    --top-module nicdma_top -GNumIrq=4 --Mdir "$out/model" -CFLAGS -O1 -f "$out/mutants.f" \
    > "$out/build.log" 2>&1 || { tail -20 "$out/build.log"; exit 1; }
  lib=$(verilator --getenv VERILATOR_ROOT)/include
  for bench in $benches; do
    g++ -std=gnu++17 -O1 -pthread -DNICDMA_BYTES=16 -DNICDMA_QUEUES=4 -DNICDMA_FRAGS=8 \
      -DNICDMA_CPL=16 -DNICDMA_ID_BITS=6 -I"$out/model" -I"$lib" -I"$lib/vltstd" \
      "$rtl/tb/${bench}_tb.cpp" "$rtl/mutants/select.cpp" "$out/model/Vmodel__ALL.a" \
      "$lib/verilated.cpp" "$lib/verilated_dpi.cpp" "$lib/verilated_threads.cpp" \
      -o "$out/$bench" > "$out/build.log" 2>&1 || { tail -20 "$out/build.log"; exit 1; }
  done
}

mode() { case $1 in tx) echo txbug ;; *) echo bug ;; esac; }

# verdict NUMBER: what saw it, or nothing
verdict() {
  order=$benches
  case $(sed -n "${1}p" "$out/list")$benches in *_tx_*tx | *_dma_rd*tx) order='tx rx ev' ;; esac
  for bench in $order; do
    status=0
    (ulimit -t "$each"; NICDMA_MUTANT=$1 exec "$out/$bench" "$(mode "$bench")" "$seed" 0) \
      > "$out/run.log" 2>&1 || status=$?
    [ "$status" -ne 0 ] || continue
    if [ "$status" -eq 137 ]; then echo "$bench: does not end"
    elif ! grep -qE '^FAIL|%Error|Assert' "$out/run.log"; then echo "$bench: crashes"
    else
      sed -nE '/^FAIL|%Error|Assert/{
        s/ (cycles|sent|completed|errored|irqs)=[0-9]+//g;s/ +/ /g;s/^FAIL//;s|[^ ]*/||g
        s/\|/ /g;s/^/'"$bench"':/;p;q}' "$out/run.log" | cut -c1-110
    fi
    return
  done
}

run() {
  for number in "$@"; do
    printf '%s|%s\n' "$(sed -n "${number}p" "$out/list")" "$(verdict "$number")"
  done
}

mkdir -p "$out"
stamp=$( (echo "$movers $benches"; cat "$rtl"/rtl.f "$rtl"/src/*.sv "$rtl"/tb/* "$rtl"/src/main/cpp/*.h "$rtl"/mutants/generate.sh) | cksum)
if [ "$(cat "$out/stamp" 2> /dev/null)" != "$stamp" ]; then
  build
  echo "$stamp" > "$out/stamp"
  rm -f "$out/results"
fi
if [ $# -gt 0 ]; then run "$@"; exit; fi
for bench in $benches; do
  "$out/$bench" "$(mode "$bench")" "$seed" 0 > "$out/run.log" 2>&1 ||
    { echo "mutants: $bench fails without a fault"; head -3 "$out/run.log"; exit 1; }
done
touch "$out/results"
for number in $(cut -d'|' -f1 "$out/list"); do
  grep -q "^$number|" "$out/results" || run "$number" >> "$out/results"
done
"$rtl/mutants/report.sh" "$out/results" > "$out/page.md"
cp "$out/page.md" "$rtl/doc/auto-mutants.md"
! grep -q 'not explained' "$rtl/doc/auto-mutants.md"

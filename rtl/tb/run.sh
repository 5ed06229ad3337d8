#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Build the model with plain Verilator and run a C++ smoke test: TB=rx (receive), ev (events,
# faults).
# Usage: tb/run.sh [all|features|util|bugs] [seed]
#   with TB=rx DW=128 QUEUES=4 CPL=16 MUTATE=0 (bugs: 1) EXTRA= OUT=...
set -eu
case ${1:-all} in tx*) exec "$(dirname "$0")/tx_run.sh" "$@" ;; esac
here=$(cd "$(dirname "$0")/.." && pwd)
dw=${DW:-128}
queues=${QUEUES:-4}
irqs=$((queues < 32 ? queues : 32))
tb=${TB:-rx}
cpl=${CPL:-16}
out=${OUT:-${TMPDIR:-/tmp}/nicdma_$tb}_${dw}_${queues}_${cpl}_${MUTATE:-0}
define=""
[ "${MUTATE:-0}" = 0 ] || define="+define+NICDMA_MUTATE"
flags="-O2 -DNICDMA_BYTES=$((dw / 8)) -DNICDMA_QUEUES=$queues -DNICDMA_CPL=$cpl"
verilator --cc --exe --build --assert -O3 --prefix Vmodel --top-module nicdma_top $define \
  -GDataWidth="$dw" -GNumRxQ="$queues" -GNumIrq="$irqs" -GCplBytes="$cpl" ${EXTRA:-} \
  --Mdir "$out" -CFLAGS "$flags ${define:+-DNICDMA_MUTATE}" \
  -F "$here/sim.f" "$here/tb/${tb}_tb.cpp" > "$out.log" 2>&1 || { tail -40 "$out.log"; exit 1; }
if [ "${1:-all}" = bugs ]; then
  for bug in ${BUGS:-1 2 3 4 5 6 7 8 9 10 11 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 \
    33 34 35 36 37 38 39 40 41 42 43 44 45 47 48 49 50 51 52 53 54 55 59 61 62 63 64}; do
    printf 'bug %-3d ' "$bug"
    timeout 100 "$out/Vmodel" bug "${2:-1}" "$bug" 2>&1 | head -1 | cut -c1-200
  done
else
  exec "$out/Vmodel" "$@"
fi

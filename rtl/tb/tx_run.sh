#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Build the model with plain Verilator and run the C++ test of the transmit half.
# Usage: tb/run.sh tx|txutil|txbugs [seed]
#   with DW=128 QUEUES=4 FRAGS=8 CPL=16 IDW=6 MUTATE=0 (txbugs: 1) BUGS= EXTRA= OUT=...
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
dw=${DW:-128}
queues=${QUEUES:-4}
frags=${FRAGS:-8}
cpl=${CPL:-16}
idw=${IDW:-6}
mutate=${MUTATE:-0}
[ "${1:-tx}" != txbugs ] || mutate=1
out=${OUT:-${TMPDIR:-/tmp}/nicdma_tx}_${dw}_${queues}_${frags}_${cpl}_${idw}_$mutate
define=""
[ "$mutate" = 0 ] || define="+define+NICDMA_MUTATE"
verilator --cc --exe --build --assert -O3 --prefix Vmodel --top-module nicdma_top $define \
  -GDataWidth="$dw" -GNumRxQ=2 -GNumTxQ="$queues" -GNumIrq="$queues" -GMaxFrags="$frags" \
  -GCplBytes="$cpl" -GIdWidth="$idw" ${EXTRA:-} --Mdir "$out" \
  -CFLAGS "-O2 -DNICDMA_BYTES=$((dw / 8)) -DNICDMA_QUEUES=$queues -DNICDMA_FRAGS=$frags \
    -DNICDMA_CPL=$cpl -DNICDMA_ID_BITS=$idw ${define:+-DNICDMA_MUTATE}" \
  -F "$here/sim.f" "$here/tb/tx_tb.cpp" > "$out.log" 2>&1 || { tail -40 "$out.log"; exit 1; }
if [ "${1:-tx}" = txbugs ]; then
  for bug in ${BUGS:-31 35 39 53 56 57 58 60}; do
    printf 'bug %-3d ' "$bug"
    timeout 100 "$out/Vmodel" txbug "${2:-1}" "$bug" 2>&1 | head -1 | cut -c1-200
  done
else
  exec "$out/Vmodel" "$@"
fi

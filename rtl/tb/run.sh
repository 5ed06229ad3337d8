#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Build the model with plain Verilator and run the C++ smoke test.
# Usage: tb/run.sh [all|util|bugs] [seed]   with DW=128 QUEUES=4 MUTATE=0 EXTRA= OUT=/tmp/nicdma_tb
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
dw=${DW:-128}
queues=${QUEUES:-4}
out=${OUT:-${TMPDIR:-/tmp}/nicdma_tb}_${dw}_${queues}_${MUTATE:-0}
define=""
[ "${MUTATE:-0}" = 0 ] || define="+define+NICDMA_MUTATE"
verilator --cc --exe --build --assert -O3 --prefix Vmodel --top-module nicdma_top $define \
  -GDataWidth="$dw" -GNumRxQ="$queues" -GNumIrq="$queues" ${EXTRA:-} --Mdir "$out" \
  -CFLAGS "-O2 -DNICDMA_BYTES=$((dw / 8)) -DNICDMA_QUEUES=$queues ${define:+-DNICDMA_MUTATE}" \
  -F "$here/rtl.f" "$here/tb/rx_tb.cpp" > "$out.log" 2>&1 || { tail -40 "$out.log"; exit 1; }
exec "$out/Vmodel" "$@"

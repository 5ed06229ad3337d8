#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Run the counter and FIFO benchmarks under cocotb and print how many times faster ours are.
#
#   testbench/bench/cocotb.sh           set up cocotb, measure both, print the ratios
#   testbench/bench/cocotb.sh --only    measure cocotb only
#
# cocotb 1.9.2 is the last release that pairs with Verilator 5.006. It is installed from the Python
# package registry into a virtual environment of its own, once. The result stays in the cache folder,
# where `./cosim bench` finds it.
# Exit codes: 0 measured, 2 cocotb cannot be had or run.
# Environment: NICCOSIM_CACHE_DIR as for ./cosim; PIP_INDEX_URL and the like as for pip.
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
root=$(cd -- "$here/../.." && pwd)
readonly here root version=1.9.2
readonly cache=${NICCOSIM_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/nic-cosim}/bench
readonly venv=$cache/cocotb-$version result=$cache/cocotb.json

fail() {
  printf 'cocotb.sh: error: %s\n' "$*" >&2
  exit 2
}

command -v python3 >/dev/null || fail "python3 not found (hint: apt-get install python3-venv)"
command -v verilator >/dev/null || fail "verilator not found (hint: ./cosim run installs it)"
mkdir -p "$cache"
if [ ! -x "$venv/bin/cocotb-config" ]; then
  python3 -m venv "$venv" || fail "no virtual environment (hint: apt-get install python3-venv)"
  "$venv/bin/pip" install --quiet "cocotb==$version" ||
    fail "cocotb cannot be installed: version=$version (hint: is a package registry reachable?)"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH="$venv/bin:$PATH" NICCOSIM_BENCH_WORK=$work NICCOSIM_BENCH_RESULT=$result \
  "$venv/bin/python" "$here/cocotb_run.py" >"$work/log" 2>&1 || {
  tail -n 20 "$work/log" >&2
  fail "cocotb run failed (log above)"
}
cat "$result"
if [ "${1:-}" != --only ]; then
  "$root/cosim" bench await_rising_edge
  "$root/cosim" bench axis_fifo
fi

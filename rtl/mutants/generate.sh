#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Plant faults into the data movers with `mutate` of Yosys, all in one design: chosen by number when
# a model starts (NICDMA_MUTANT, 0 = none), because every build costs more than a run.
# Usage: mutants/generate.sh FOLDER "MODULE=COUNT..." ["PARAMETER=VALUE..."]
# Writes FOLDER/mutants.f, the sources it names and FOLDER/list: number|module|source|fault.
set -eu
rtl=$(cd "$(dirname "$0")/.." && pwd)
out=$1
mkdir -p "$out"
out=$(cd "$out" && pwd)
command -v yosys > /dev/null || { echo "mutants: missing tool: yosys (hint: apt-get install yosys)" >&2; exit 2; }

# ---------------------------------------------------------------- the design, elaborated once
{
  printf 'read_verilog -sv -I %s/include' "$rtl"
  sed -n "s|^src/| $rtl/src/|p" "$rtl/rtl.f" | tr '\n' ' '
  printf '\n'
  for parameter in ${3:-}; do
    printf 'chparam -set %s %s nicdma_top\n' "${parameter%=*}" "${parameter#*=}"
  done
  printf 'hierarchy -check -top nicdma_top\nproc\nopt_expr\nopt_clean\nwrite_rtlil %s/design.il\n' "$out"
  printf 'tee -o %s/modules ls\n' "$out"
} > "$out/elaborate.ys"
yosys -q -s "$out/elaborate.ys" > "$out/elaborate.log" 2>&1 || { tail -3 "$out/elaborate.log"; exit 1; }

# wrapper MODULE FIRST COUNT: the original interface around the faulty netlist
wrapper() {
  file=$rtl/src/$1.sv
  printf '`default_nettype none\n`include "nicdma_bug.svh"\n'
  sed -n "/^module $1\\b/,/^);/p" "$file"
  cat << EOF
  import "DPI-C" function int nicdma_mutant();
  int         number;
  logic [8:0] fault;
  initial number = nicdma_mutant();
  assign fault = number >= $2 && number < $2 + $3 ? 9'(number - $2 + 1) : 9'd0;
  ${1}_faulty u_faulty (
EOF
  sed -n "/^module $1\\b/,/^);/p" "$file" | sed 's|//.*||' |
    sed -nE 's/^ *(input|output) .*[] ]([a-z0-9_]+),? *$/    .\2(\2),/p'
  printf '    .nicdma_fault(fault)\n  );\nendmodule\n`resetall\n'
}

# ---------------------------------------------------------------- one faulty netlist per module
: > "$out/list"
first=1
replaced=
for target in $2; do
  module=${target%=*}; count=${target#*=}
  name=$(grep -E "\\\\$module(\\\\|\$)|^ *$module\$" "$out/modules" | sed 's/^ *//' | head -1)
  [ -n "$name" ] || { echo "mutants: no such module: $module" >&2; exit 2; }
  start=$(printf 'read_rtlil %s/design.il\nrename %s %s_faulty\nhierarchy -top %s_faulty\nflatten\nopt_clean' \
    "$out" "$name" "$module" "$module")
  printf '%s\nmutate -list %s -seed 1 -ctrl nicdma_fault 9 1 -o %s/faults\n' \
    "$start" "$count" "$out" > "$out/list.ys"
  yosys -q -s "$out/list.ys" > "$out/list.log" 2>&1 || { tail -3 "$out/list.log"; exit 1; }
  { printf '%s\n' "$start"; cat "$out/faults"
    printf 'opt_clean\nwrite_verilog -noattr %s/%s_faulty.v\n' "$out" "$module"; } > "$out/plant.ys"
  yosys -q -s "$out/plant.ys" > "$out/plant.log" 2>&1 || { tail -3 "$out/plant.log"; exit 1; }
  wrapper "$module" "$first" "$count" > "$out/$module.sv"
  awk -v n="$first" -v module="$module" '{
      src = ""; what = ""
      for (i = 2; i <= NF; i++) {
        if ($i == "-mode") what = $(i + 1)
        if ($i == "-port" || $i == "-wire") what = what " " $(i + 1)
        if ($i == "-portbit" || $i == "-wirebit") what = what "[" $(i + 1) "]"
        if ($i == "-ctrlbit") what = what " by [" $(i + 1) "]"
        if ($i == "-src") { src = $(i + 1); sub(".*/", "", src); sub("\\..*:", ".sv:", src); sub("\\.[0-9]+-.*", "", src) }
      }
      gsub("\\\\", "", what)
      print n++ "|" module "|" src "|" what
    }' "$out/faults" >> "$out/list"
  first=$((first + count))
  replaced="$replaced $module"
done

# ---------------------------------------------------------------- the sources of the model
{
  printf '+incdir+%s/include\n' "$rtl"
  sed -n "s|^src/|src/|p" "$rtl/rtl.f" | while read -r source; do
    module=$(basename "$source" .sv)
    case " $replaced " in
      *" $module "*) printf '%s/%s.sv\n%s/%s_faulty.v\n' "$out" "$module" "$out" "$module" ;;
      *) printf '%s/%s\n' "$rtl" "$source" ;;
    esac
  done
  sed -n "s|^tb/|$rtl/tb/|p" "$rtl/sim.f"
} > "$out/mutants.f"

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Turn the results of mutants/run.sh into the page doc/auto-mutants.md. Usage: mutants/report.sh RESULTS
# A line of the file `explained` is TEXT|REASON: it explains survivors whose "source fault" has TEXT.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cat << 'EOF'
<!-- Written by rtl/mutants/run.sh: run it again after changes of the data movers. -->
# Automatic mutants of the data movers

Faults planted by `mutate` of Yosys into the netlists of the modules that move data, with what they contain; each run
against the C++ smoke tests. Repeat: `rtl/mutants/run.sh` or `mvn -Pmutants -pl rtl -am test -DskipTests`; one fault:
`rtl/mutants/run.sh NUMBER`. Sixteen of them run in every build (`MutantSampleTest`). Kinds: `inv` inverted, `const0`,
`const1` stuck, `cnot0`, `cnot1` inverted while another bit is 0, 1.

| Module | Faults | Killed | Survived: no difference that matters | Survived: test too weak |
|---|---|---|---|---|
EOF
awk -F'|' -v explained="$here/explained" '
  BEGIN {
    while ((getline line < explained) > 0) {
      if (line ~ /^#/ || line == "") continue
      n++; text[n] = line; sub(/\|.*/, "", text[n]); reason[n] = line; sub(/^[^|]*\|/, "", reason[n])
    }
  }
  {
    if (!($2 in total)) order[++modules] = $2
    total[$2]++
    sub(/:\[0\] %Error: [^:]*:[0-9]*: Assertion failed in [^ ]*: */, ": assertion: ", $5)
    if ($5 != "") { killed[$2]++; rows = rows "| " $1 " | " $3 " | `" $4 "` | " $5 " |\n"; next }
    why = "not explained"
    for (i = 1; i <= n; i++) if (index($3 " " $4, text[i])) { why = reason[i]; break }
    if (why ~ /^weak/ || why == "not explained") weak[$2]++; else same[$2]++
    left = left "| " $1 " | " $2 " | " $3 " | `" $4 "` | " why " |\n"
  }
  END {
    for (m = 1; m <= modules; m++) {
      name = order[m]
      printf "| `%s` | %d | %d | %d | %d |\n", name, total[name], killed[name], same[name], weak[name]
      t += total[name]; k += killed[name]; s += same[name]; w += weak[name]
    }
    printf "| all | %d | %d | %d | %d |\n\n## Survivors\n\n", t, k, s, w
    printf "| Number | Module | Source | Fault | Why |\n|---|---|---|---|---|\n%s\n", left
    printf "## Killed\n\n| Number | Source | Fault | Seen by: test, message |\n|---|---|---|---|\n%s", rows
  }' "$1"

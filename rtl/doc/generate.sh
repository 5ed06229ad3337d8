#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Write the Java constants, doc/registers.md and its figures from src/nicdma_pkg.sv. Needs JDK 25.
set -eu
rtl=$(cd "$(dirname "$0")/.." && pwd)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
  "$rtl/src/test/java/io/github/niccosim/rtl/formats/Generate.java" "$rtl"

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Write the Java constants, doc/registers.md and its figures from src/nicdma_pkg.sv. Needs JDK 25
# (JAVA25_HOME, JAVA_HOME or java on the path).
set -eu
rtl=$(cd "$(dirname "$0")/.." && pwd)
home=${JAVA25_HOME:-${JAVA_HOME:-}}
java=${home:+$home/bin/}java
case $("$java" -version 2>&1 | head -1) in
  *'"2'[2-9]* | *'"'[3-9]*) ;;
  *) echo "generate: JDK 25 needed (hint: set JAVA_HOME)" >&2; exit 2 ;;
esac
exec "$java" "$rtl/src/test/java/io/github/niccosim/rtl/formats/Generate.java" "$rtl"

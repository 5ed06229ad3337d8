# SPDX-License-Identifier: Apache-2.0
"""Build the two designs of ./cosim bench with cocotb's runner and collect what the tests measured."""

import json
import os
import pathlib
import subprocess
import sys

from cocotb.runner import get_runner

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = {
    "bench_counter": "bridge/src/main/resources/io/github/niccosim/bridge/bench/bench_counter.sv",
    "axis_fifo": "testbench/src/main/resources/io/github/niccosim/testbench/bench/axis_fifo.sv",
}
ROOT = HERE.parent.parent
WORK = pathlib.Path(os.environ["NICCOSIM_BENCH_WORK"])
ROUNDS = 3


def measure(top: str) -> float:
    """Return the median of some runs, in ns of CPU time for each clock cycle."""
    runner = get_runner("verilator")
    runner.build(
        verilog_sources=[ROOT / SOURCES[top]],
        hdl_toplevel=top,
        build_dir=WORK / top,
        build_args=["-O3", "-CFLAGS", "-O3"],
        timescale=("1ns", "1ps"),
    )
    values = []
    for _ in range(ROUNDS):
        out = WORK / f"{top}.ns"
        out.unlink(missing_ok=True)  # a failed test writes none
        runner.test(
            hdl_toplevel=top,
            test_module=f"cocotb_{top}",
            build_dir=WORK / top,
            test_dir=WORK / top,
            extra_env={
                "NICCOSIM_BENCH_OUT": str(out),
                "PYTHONPATH": str(HERE),
                "COCOTB_LOG_LEVEL": "WARNING",
            },
        )
        values.append(float(out.read_text()))
    return sorted(values)[ROUNDS // 2]


def main() -> None:
    sys.path.insert(0, str(HERE))
    verilator = subprocess.run(
        ["verilator", "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[1]
    import cocotb

    result = {
        "schema": "nic-cosim.cocotb/1",
        "cocotb": cocotb.__version__,
        "verilator": verilator,
        "python": sys.version.split()[0],
        "unit": "ns of CPU time",
        "results": {
            "await_rising_edge": round(measure("bench_counter"), 1),
            "axis_fifo": round(measure("axis_fifo"), 1),
        },
    }
    path = pathlib.Path(os.environ["NICCOSIM_BENCH_RESULT"])
    path.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()

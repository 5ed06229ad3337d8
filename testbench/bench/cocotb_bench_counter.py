# SPDX-License-Identifier: Apache-2.0
"""Await each rising edge of the counter's clock and read 32 bits: await_rising_edge."""

import os
import pathlib
import time

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import RisingEdge

CYCLES = 20_000


@cocotb.test()
async def await_rising_edge(dut):
    dut.rst_ni.value = 1
    dut.enable_i.value = 1
    cocotb.start_soon(Clock(dut.clk_i, 10, "ns").start())
    edge = RisingEdge(dut.clk_i)
    count = dut.count_o
    for _ in range(1000):
        await edge
    first = int(count.value)
    total = 0
    begin = time.process_time_ns()
    for _ in range(CYCLES):
        await edge
        total += int(count.value)
    elapsed = time.process_time_ns() - begin
    assert int(count.value) - first == CYCLES and total > 0
    pathlib.Path(os.environ["NICCOSIM_BENCH_OUT"]).write_text(str(elapsed / CYCLES))

# SPDX-License-Identifier: Apache-2.0
"""A source and a sink that move a beat of 64 bits in every cycle: axis_fifo."""

import os
import pathlib
import time

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import RisingEdge

CYCLES = 10_000
FRAME = bytes(i & 0xFF for i in range(1504))
BEATS = [int.from_bytes(FRAME[i : i + 8], "little") for i in range(0, len(FRAME), 8)]


async def source(dut, edge):
    beat = 0
    dut.s_axis_tkeep.value = 0xFF
    dut.s_axis_tuser.value = 0
    dut.s_axis_tvalid.value = 1
    while True:
        dut.s_axis_tdata.value = BEATS[beat]
        dut.s_axis_tlast.value = int(beat == len(BEATS) - 1)
        await edge
        while not dut.s_axis_tready.value:
            await edge
        beat = (beat + 1) % len(BEATS)


async def sink(dut, edge, frames):
    data = bytearray()
    dut.m_axis_tready.value = 1
    while True:
        await edge
        if dut.m_axis_tvalid.value:
            keep = bin(int(dut.m_axis_tkeep.value)).count("1")
            data += int(dut.m_axis_tdata.value).to_bytes(8, "little")[:keep]
            if dut.m_axis_tlast.value:
                frames.append(bytes(data))
                data = bytearray()


@cocotb.test()
async def axis_fifo(dut):
    edge = RisingEdge(dut.clk_i)
    frames = []
    dut.rst_ni.value = 0
    dut.s_axis_tvalid.value = 0
    dut.m_axis_tready.value = 0
    cocotb.start_soon(Clock(dut.clk_i, 4, "ns").start())
    for _ in range(3):
        await edge
    dut.rst_ni.value = 1
    await edge
    cocotb.start_soon(source(dut, edge))
    cocotb.start_soon(sink(dut, edge, frames))
    for _ in range(1000):
        await edge
    begin = time.process_time_ns()
    for _ in range(CYCLES):
        await edge
    elapsed = time.process_time_ns() - begin
    assert len(frames) >= CYCLES // len(BEATS) and all(frame == FRAME for frame in frames)
    pathlib.Path(os.environ["NICCOSIM_BENCH_OUT"]).write_text(str(elapsed / CYCLES))

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.pool.dma.CacheModel;
import io.github.niccosim.rtl.NicDmaParameters;
import io.github.niccosim.testbench.axi.AxiTiming;
import io.github.niccosim.testbench.axi.LatencyDistribution;
import io.github.niccosim.testbench.driver.BenchOptions;
import io.github.niccosim.testbench.driver.BufferPlan;
import io.github.niccosim.testbench.driver.CostTable;
import io.github.niccosim.testbench.driver.NicConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** Translate run parameters into settings of the bench, and into the words of the report. */
final class RunSetup {

  /** Memory answers within this many per cent around the latency asked for. */
  private static final int JITTER_PERCENT = 10;

  private RunSetup() {}

  static BenchOptions options(RunParameters parameters, NicDmaParameters nic, BufferPlan plan) {
    return new BenchOptions(nic)
        .clockPeriodPs(parameters.clockPeriodPs())
        .ring(parameters.ringEntries())
        .poolSize(parameters.pagePoolSize())
        .plan(plan)
        .syncDevice(parameters.syncDevice())
        .memory(parameters.memory() == MemoryMode.COHERENT ? CacheModel.COHERENT : CacheModel.ARM64)
        .timing(timing(parameters.memoryLatencyCycles()))
        .wire(Math.round(parameters.wireGbps() * 1e9))
        .costs(CostTable.defaults())
        .napiBudget(parameters.napiBudget())
        .moderation(parameters.moderationFrames(), parameters.moderationCycles())
        .starvation(NicConfig.Starvation.DROP, 0)
        .mutant(parameters.mutant());
  }

  private static AxiTiming timing(int latencyCycles) {
    int jitter = latencyCycles * JITTER_PERCENT / 100;
    LatencyDistribution latency =
        LatencyDistribution.uniform(latencyCycles - jitter, latencyCycles + jitter);
    return AxiTiming.builder().latency(latency).outOfOrder(true).build();
  }

  static Map<String, Object> words(RunParameters parameters, BufferPlan plan, long frames) {
    Map<String, Object> words = new LinkedHashMap<>();
    if (parameters.capture() == null) {
      words.put("traffic", parameters.traffic().option());
    } else {
      words.put("pcap", parameters.capture().toString());
    }
    words.put("frames", frames);
    words.put("queues", parameters.queues());
    words.put("data_width", parameters.dataWidthBits());
    words.put("ring", parameters.ringEntries());
    words.put(
        "page_pool_size",
        parameters.pagePoolSize() > 0 ? parameters.pagePoolSize() : parameters.ringEntries());
    words.put("page_order", plan.order());
    words.put("offset", parameters.offsetBytes());
    words.put("max_len", plan.maxLenBytes());
    words.put("sync_dev", parameters.syncDevice() ? "on" : "off");
    words.put("memory", parameters.memory().option());
    words.put("mem_latency", parameters.memoryLatencyCycles());
    words.put("wire_gbps", parameters.wireGbps());
    words.put("clock_mhz", parameters.clockMhz());
    words.put("napi_budget", parameters.napiBudget());
    words.put("irq_frames", parameters.moderationFrames());
    words.put("irq_cycles", parameters.moderationCycles());
    words.put("allow_drops", parameters.allowDrops());
    if (parameters.mutant() > 0) {
      words.put("mutant", parameters.mutant());
    }
    return words;
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.driver;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolSystem;
import io.github.niccosim.pool.dma.DmaDevice;
import io.github.niccosim.testbench.sim.Simulation;
import io.github.niccosim.testbench.sim.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bring the NIC up, keep its queues running, bring it down: the part of a driver around NAPI.
 *
 * <p>Kernel counterparts: {@code ndo_open}, {@code ndo_stop}.
 */
public final class NicDriver {

  private static final int MAX_FAULTS = 100;

  /** Pages to send from hold the longest frame behind any offset. */
  private static final int TX_PAGE_ORDER = 3;

  private final Simulation sim;
  private final BenchOptions options;
  private final NicConfig config;
  private final NicAdapter adapter;
  private final MmioPort mmio;
  private final DmaDevice device;
  private final PoolSystem system;
  private final SimulatedCpu.Machine machine;
  private final EngineHost host;
  private final RxConsumer consumer;
  private final @Nullable DescriptorTracker tracker;
  private final List<RxQueue> queues = new ArrayList<>();
  private final List<TxQueue> txQueues = new ArrayList<>();
  private final List<TxNapiTask> txNapis = new ArrayList<>();
  private final TxScoreboard txScoreboard;
  private final List<NapiTask> napis = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final List<DriverFault> faults = new ArrayList<>();
  private long faultCount;

  NicDriver(
      Simulation sim,
      BenchOptions options,
      NicAdapter adapter,
      MmioPort mmio,
      DmaDevice device,
      PoolSystem system,
      SimulatedCpu.Machine machine,
      HostBus bus,
      RxConsumer consumer,
      @Nullable DescriptorTracker tracker) {
    this.sim = sim;
    this.options = options;
    this.config = options.config();
    this.adapter = adapter;
    this.mmio = mmio;
    this.device = device;
    this.system = system;
    this.machine = machine;
    this.host = new EngineHost(mmio, device, bus, config);
    this.consumer = consumer;
    this.txScoreboard = new TxScoreboard(config.txQueues());
    this.tracker = tracker;
  }

  /** Configure the NIC, fill the rings, start NAPI and receive; runs inside a task. */
  void open(IrqLines lines) {
    adapter.configure(host);
    for (int number = 0; number < config.queues(); number++) {
      openQueue(number, lines);
    }
    for (int number = 0; number < config.txQueues(); number++) {
      openTransmit(number, lines);
    }
    tasks.add(sim.daemon("interrupts", lines::watch));
    for (NapiTask napi : napis) {
      tasks.add(sim.daemon("napi " + tasks.size(), napi::run));
    }
    for (TxNapiTask napi : txNapis) {
      tasks.add(sim.daemon("transmit napi " + tasks.size(), napi::run));
    }
    mmio.flush();
    adapter.start(mmio);
  }

  private void openQueue(int number, IrqLines lines) {
    Napi napi = new Napi("napi" + number, number + 1);
    SimulatedCpu cpu = new SimulatedCpu(sim, machine, number);
    RxQueue queue = new RxQueue(this, number, createPool(number, napi), cpu);
    queues.add(queue);
    queue.refill();
    queue.rearm();
    NapiTask task = new NapiTask(this, queue, napi, cpu);
    lines.register(adapter.interruptLine(number), task.interrupt());
    napis.add(task);
  }

  private void openTransmit(int number, IrqLines lines) {
    Napi napi = new Napi("tx napi" + number, config.queues() + number + 1);
    SimulatedCpu cpu = new SimulatedCpu(sim, machine, config.queues() + number);
    PagePoolParams params =
        PagePoolParams.builder()
            .name("tx" + number)
            .order(TX_PAGE_ORDER)
            .poolSize(1 << config.ringLog2())
            .napi(napi)
            .build();
    TxQueue queue = new TxQueue(this, number, PagePool.create(system, params), cpu, txScoreboard);
    queue.rearm();
    TxNapiTask task = new TxNapiTask(this, queue, cpu);
    lines.register(adapter.transmitInterruptLine(number), task.interrupt());
    txQueues.add(queue);
    txNapis.add(task);
  }

  private PagePool createPool(int number, Napi napi) {
    BufferPlan plan = options.plan;
    PagePoolParams.Builder params =
        PagePoolParams.builder()
            .name("rx" + number)
            .order(plan.order())
            .poolSize(options.poolSize > 0 ? options.poolSize : 1 << config.ringLog2())
            .device(device)
            .napi(napi)
            .direction(options.forwarding ? DmaDirection.BIDIRECTIONAL : DmaDirection.FROM_DEVICE)
            .offset(plan.offsetBytes())
            .maxLen(plan.maxLenBytes())
            .queueIndex(number)
            .dmaMap();
    if (options.syncDevice) {
      params.dmaSyncDev();
    }
    return PagePool.create(system, params.build());
  }

  /** Stop the NIC and give every page and ring back; runs inside a task. */
  void close() {
    tasks.forEach(Task::cancel);
    for (TxQueue queue : txQueues) {
      queue.ring().stop();
      queue.releasePosted();
      queue.pages().destroy();
      queue.ring().release();
    }
    for (RxQueue queue : queues) {
      queue.ring().stop();
      queue.releasePosted();
      queue.pool().destroy();
      queue.ring().release();
    }
    device.unbind();
  }

  /** Say whether every completion in memory was handled and no NAPI is at work. */
  boolean isIdle() {
    for (int i = 0; i < queues.size(); i++) {
      RxQueue queue = queues.get(i);
      if (napis.get(i).isBusy() || queue.statistics().completions() != queue.completionsHandled()) {
        return false;
      }
    }
    for (int i = 0; i < txQueues.size(); i++) {
      if (txNapis.get(i).isBusy() || !txQueues.get(i).isIdle()) {
        return false;
      }
    }
    return true;
  }

  /** Say whether an interrupt line means more than one queue, so that its poll may find nothing. */
  boolean sharesInterrupt(int queue) {
    int line = adapter.interruptLine(queue);
    long users = 0;
    for (int other = 0; other < config.queues(); other++) {
      users += adapter.interruptLine(other) == line ? 1 : 0;
    }
    for (int other = 0; other < config.txQueues(); other++) {
      users += adapter.transmitInterruptLine(other) == line ? 1 : 0;
    }
    return users > 1;
  }

  void fault(DriverFault fault) {
    faultCount++;
    if (faults.size() < MAX_FAULTS) {
      faults.add(fault);
    }
  }

  Simulation sim() {
    return sim;
  }

  NicAdapter adapter() {
    return adapter;
  }

  EngineHost host() {
    return host;
  }

  DmaDevice device() {
    return device;
  }

  BufferPlan plan() {
    return options.plan;
  }

  CostTable costs() {
    return options.costs;
  }

  RxConsumer consumer() {
    return consumer;
  }

  @Nullable DescriptorTracker tracker() {
    return tracker;
  }

  NicConfig config() {
    return config;
  }

  BenchOptions options() {
    return options;
  }

  int napiBudget() {
    return options.napiBudget;
  }

  long clockPeriodPs() {
    return options.clockPeriodPs;
  }

  /** Return the number of receive queues in use. */
  public int queueCount() {
    return config.queues();
  }

  /** Return the queues in order, empty before the bench was started. */
  public List<RxQueue> queues() {
    return List.copyOf(queues);
  }

  /** Return the transmit queues in order, empty before the bench was started. */
  public List<TxQueue> txQueues() {
    return List.copyOf(txQueues);
  }

  /** Return the scoreboard of what is sent. */
  public TxScoreboard txScoreboard() {
    return txScoreboard;
  }

  /** Return the first faults of the engine, in order. */
  public List<DriverFault> faults() {
    return List.copyOf(faults);
  }

  /** Return how many faults there were. */
  public long faultCount() {
    return faultCount;
  }
}

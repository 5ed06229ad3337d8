// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.report;

import io.github.niccosim.testbench.driver.NicBench;
import io.github.niccosim.testbench.driver.RxCompletion;
import io.github.niccosim.testbench.driver.RxConsumer;
import io.github.niccosim.testbench.driver.RxFrame;
import io.github.niccosim.testbench.driver.Scoreboard;
import io.github.niccosim.testbench.traffic.PcapngWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Write every delivered frame to {@code rx.pcapng}, wrong ones with a comment saying why. */
final class RxCapture implements RxConsumer, AutoCloseable {

  private static final String NAME = "rx.pcapng";

  private final OutputFolder output;
  private final Scoreboard scoreboard;
  private final @Nullable PcapngWriter writer;
  private int findingsSeen;

  private RxCapture(OutputFolder output, Scoreboard scoreboard, @Nullable PcapngWriter writer) {
    this.output = output;
    this.scoreboard = scoreboard;
    this.writer = writer;
  }

  static RxCapture open(OutputFolder output, NicBench bench) throws IOException {
    if (!output.isPresent()) {
      return new RxCapture(output, bench.scoreboard(), null);
    }
    PcapngWriter writer =
        PcapngWriter.create(output.partFor(NAME), bench.driver().queueCount(), "nic-cosim");
    return new RxCapture(output, bench.scoreboard(), writer);
  }

  void attach(NicBench bench) {
    if (writer != null) {
      bench.addConsumer(this);
    }
  }

  @Override
  public void delivered(RxFrame frame) {
    PcapngWriter open = writer;
    if (open == null) {
      return;
    }
    int found = scoreboard.findings().size();
    String comment = found > findingsSeen ? scoreboard.findings().get(found - 1).message() : null;
    findingsSeen = found;
    try {
      open.write(frame.queue(), frame.timePs() / 1000, frame.bytes(), frame.lengthBytes(), comment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void failed(int queue, RxCompletion completion) {
    // Its bytes are worthless.
  }

  @Override
  public void close() throws IOException {
    PcapngWriter open = writer;
    if (open != null) {
      open.close();
      output.complete(NAME);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.nic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.niccosim.bridge.ModelLibrary;
import io.github.niccosim.rtl.EventKind;
import io.github.niccosim.rtl.EventLayout;
import io.github.niccosim.rtl.NicDmaRegisters;
import io.github.niccosim.rtl.RxCompletionLayout;
import io.github.niccosim.testbench.driver.Check;
import io.github.niccosim.testbench.stream.StreamFrame;
import io.github.niccosim.testbench.traffic.Frame;
import io.github.niccosim.testbench.traffic.TrafficProfile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** Features of the receive path that a driver asks for descriptor by descriptor. */
enum RawScenario implements Scenario {
  /** Descriptors run below the watermark: the event ring says so, once, with what is left. */
  RING_LOW {
    @Override
    void body(RawNic nic) {
      nic.write(NicDmaRegisters.EQ + NicDmaRegisters.EQ_BASE_LO, EVENTS);
      nic.write(NicDmaRegisters.EQ + NicDmaRegisters.EQ_CFG, 4);
      nic.write(NicDmaRegisters.EQ + NicDmaRegisters.EQ_CTRL, 1);
      nic.write(NicDmaRegisters.rxq(1, NicDmaRegisters.RXQ_WATERMARK), 5);
      nic.open(1);
      for (int i = 0; i < RawNic.ENTRIES; i++) {
        nic.post(1, 64, 2048);
      }
      nic.doorbell(1);
      for (int i = 0; i < 5; i++) {
        nic.send(NicInterruptTest.frameFor(1));
        nic.complete(1);
      }
      nic.clock.cycles(100).await();
      ByteBuffer events =
          ByteBuffer.wrap(nic.memory.get(EVENTS, 2 * EventLayout.BYTES))
              .order(ByteOrder.LITTLE_ENDIAN);
      assertThat(events.getInt(0))
          .as("ring low event of queue 1")
          .isEqualTo(EventKind.RING_LOW.code() | 1 << 16);
      assertThat(events.getInt(4)).as("descriptors left").isEqualTo(4);
      assertThat(events.getLong(16 + 8)).as("no second event").isZero();
    }
  },
  /** Headers go to one buffer, the rest to the next, split where the headers end. */
  HEADER_SPLIT {
    @Override
    void body(RawNic nic) {
      nic.open(0, 2);
      for (Frame frame : NicTraffic.profile(TrafficProfile.IMIX, 40, 3)) {
        byte[] bytes = frame.bytes();
        int headers = Headers.lengthBytes(bytes);
        int index = nic.read(NicDmaRegisters.rxq(0, NicDmaRegisters.RXQ_TAIL));
        nic.write(NicDmaRegisters.RSS_CTRL, 0);
        nic.postHeader(0, 64, 256);
        nic.post(0, 64, 4096);
        nic.doorbell(0);
        nic.send(bytes);
        RawNic.Completion head = nic.complete(0);

        assertThat(head.flag(RxCompletionLayout.HDR_LSB)).as("header record").isTrue();
        assertThat(head.lengthBytes()).as("bytes in the header buffer").isEqualTo(headers);
        byte[] got = new byte[bytes.length];
        copy(nic, index, got, 0, headers);
        if (headers < bytes.length) {
          RawNic.Completion rest = nic.complete(0);
          assertThat(rest.flag(RxCompletionLayout.EOP_LSB)).as("last record").isTrue();
          copy(nic, index + 1, got, headers, rest.lengthBytes());
        }
        assertThat(got).as("bytes of header and rest").isEqualTo(bytes);
        nic.giveBack(0, false);
      }
    }
  },
  /** The sum over layer 3 and the verdicts on IPv4, TCP and UDP checksums, frame by frame. */
  CHECKSUM {
    @Override
    void body(RawNic nic) {
      openUnhashed(nic);
      for (Frame frame : NicTraffic.profile(TrafficProfile.IMIX, 60, 4)) {
        checkSum(nic, frame.bytes());
      }
    }
  },
  /** A frame that the MAC marks bad before each good one must not leave its sum behind. */
  CHECKSUM_AFTER_DROP {
    @Override
    void body(RawNic nic) {
      openUnhashed(nic);
      List<Frame> frames = NicTraffic.profile(TrafficProfile.IMIX, 60, 5);
      for (int i = 0; i + 1 < frames.size(); i += 2) {
        nic.source.send(new StreamFrame(frames.get(i).bytes(), true, 0));
        checkSum(nic, frames.get(i + 1).bytes());
      }
    }
  },
  /** Time stamps differ as the first beats of the frames do. */
  TIMESTAMPS {
    @Override
    void body(RawNic nic) {
      openUnhashed(nic);
      long offsetNs = 0;
      for (int i = 0; i < 20; i++) {
        nic.post(0, 64, 2048);
        nic.doorbell(0);
        StreamFrame frame = new StreamFrame(new byte[60 + 37 * i]);
        nic.source.send(frame);
        RawNic.Completion done = nic.complete(0);
        nic.giveBack(0, false);
        assertThat(done.flag(RxCompletionLayout.TS_VALID_LSB)).as("time stamp valid").isTrue();
        long startNs = frame.startPs() / 1000;
        offsetNs = i == 0 ? startNs - done.timeNs() : offsetNs;
        assertThat((long) done.timeNs()).as("time stamp").isEqualTo(startNs - offsetNs);
      }
    }
  };

  private static final int EVENTS = 0x3000_0000;

  abstract void body(RawNic nic);

  @Override
  public List<Check> judge(ModelLibrary library, int mutant) {
    String reason = "";
    try {
      RawNic.run(library, NicModels.standard(), NicScenario.memory(20).build(), mutant, this::body);
    } catch (AssertionError | RuntimeException e) {
      reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    }
    Check.Result result = reason.isEmpty() ? Check.Result.PASS : Check.Result.FAIL;
    return List.of(new Check(name().toLowerCase(Locale.ROOT), result, reason));
  }

  private static void openUnhashed(RawNic nic) {
    nic.open(0);
    nic.write(NicDmaRegisters.RSS_CTRL, 0);
  }

  private static void copy(RawNic nic, int slot, byte[] into, int at, int length) {
    System.arraycopy(nic.memory.get(RawNic.buffer(0, slot) + 64, length), 0, into, at, length);
  }

  private static void checkSum(RawNic nic, byte[] bytes) {
    nic.post(0, 64, 16_383);
    nic.doorbell(0);
    nic.send(bytes);
    RawNic.Completion done = nic.complete(0);
    nic.giveBack(0, false);
    assertThat(done.checksum()).as("checksum").isEqualTo(Headers.sumFromLayer3(bytes));
    assertThat(done.flag(RxCompletionLayout.L3_OK_LSB))
        .as("l3_ok")
        .isEqualTo(Headers.isIpv4(bytes));
    assertThat(done.flag(RxCompletionLayout.L4_OK_LSB))
        .as("l4_ok")
        .isEqualTo(Headers.hasPorts(bytes));
  }
}

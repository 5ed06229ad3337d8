// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.skb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.niccosim.pool.DmaDirection;
import io.github.niccosim.pool.ExecutionContext;
import io.github.niccosim.pool.Napi;
import io.github.niccosim.pool.Page;
import io.github.niccosim.pool.PagePool;
import io.github.niccosim.pool.PagePoolParams;
import io.github.niccosim.pool.PoolRecorder;
import io.github.niccosim.pool.PoolSystem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where a page goes after each verdict, how, and with what sync size: one test per table row. */
class XdpVerdictTest {
  private static final int HEADROOM = 256;

  private final ExecutionContext context = new ExecutionContext();
  private final PoolRecorder recorder = new PoolRecorder();
  private final PoolSystem system =
      PoolSystem.builder().context(context).observer(recorder).build();
  private final Napi napi = new Napi("napi0", 1);
  private final PagePool pool =
      PagePool.create(
          system,
          PagePoolParams.builder()
              .poolSize(64)
              .napi(napi)
              .device(recorder)
              .dmaMap()
              .dmaSyncDev()
              .direction(DmaDirection.BIDIRECTIONAL)
              .offset(HEADROOM)
              .maxLen(4096 - HEADROOM - SkbPoolCopy.OVERHEAD_BYTES)
              .build());
  private final XdpReturn back = new XdpReturn(() -> context);

  XdpVerdictTest() {
    napi.schedule(0);
  }

  private XdpBuff received(int length) {
    Page page = Objects.requireNonNull(pool.allocPages());
    recorder.clear();
    return new XdpBuff(page, 0, HEADROOM, length, 4096);
  }

  private static Page pageOf(XdpBuff buff) {
    return Objects.requireNonNull(buff.toFrame()).head();
  }

  private List<Long> syncs() {
    return recorder.events().stream()
        .filter(event -> event.kind() == PoolRecorder.Kind.SYNC_FOR_DEVICE)
        .map(PoolRecorder.Event::lengthBytes)
        .toList();
  }

  @Test
  void dropGoesDirectlyWithTheLargestLengthThatWasTouched() {
    XdpBuff grown = received(1000);
    grown.adjustTail(500);
    grown.adjustTail(-1200);

    pool.putPage(pageOf(grown), grown.touchedBytes(HEADROOM), true);

    assertThat(pool.stats().cached).isEqualTo(1);
    assertThat(syncs()).containsExactly(1500L);
  }

  @Test
  void shrunkFrameStillOwesWhatTheDeviceWrote() {
    XdpBuff shrunk = received(1000);
    shrunk.adjustTail(-900);
    shrunk.adjustHead(20);

    assertThat(shrunk.touchedBytes(HEADROOM)).isEqualTo(1000);
    assertThat(shrunk.lengthBytes()).isEqualTo(80);
  }

  @Test
  void passIsPromotedToTheCacheOnlyByNapiLocality() {
    Skb here = Skb.aroundPage(pageOf(received(100)), 100, 0).markForRecycle();
    Skb elsewhere = Skb.aroundPage(pageOf(received(100)), 100, 0).markForRecycle();
    here.free();
    context.cpu(1);
    elsewhere.free();

    assertThat(pool.stats().cached).isEqualTo(1);
    assertThat(pool.stats().ring).isEqualTo(1);
    assertThat(syncs()).containsOnly((long) pool.params().maxLenBytes());
  }

  @Test
  void transmittedFrameReturnsDirectlyInTheSameNapi() {
    back.frameRxNapi(Objects.requireNonNull(received(100).toFrame()));

    assertThat(pool.stats().cached).isEqualTo(1);
    assertThat(syncs()).containsExactly((long) pool.params().maxLenBytes());
  }

  @Test
  void redirectedFrameReturnsToTheRingFromAnotherProcessor() {
    context.cpu(1);
    back.frame(Objects.requireNonNull(received(100).toFrame()));

    assertThat(pool.stats().ring).isEqualTo(1);
    assertThat(syncs()).containsExactly((long) pool.params().maxLenBytes());
  }

  @Test
  void multiBufferFrameReturnsEachFragAndThenTheHead() {
    Page head = pageOf(received(100));
    Page first = pageOf(received(100));
    Page second = pageOf(received(100));
    recorder.clear();

    back.frameRxNapi(new XdpFrame(XdpMemType.PAGE_POOL, head, List.of(first, second)));

    assertThat(recorder.events())
        .filteredOn(event -> event.kind() == PoolRecorder.Kind.SYNC_FOR_DEVICE)
        .extracting(PoolRecorder.Event::pageId)
        .containsExactly(first.id(), second.id(), head.id());
  }

  @Test
  void frameIsImpossibleWithoutRoomForItsHeader() {
    XdpBuff prepended = received(100);
    assertThat(prepended.adjustHead(-(HEADROOM - XdpBuff.FRAME_HEADER_BYTES))).isTrue();
    assertThat(prepended.toFrame()).isNotNull();
    assertThat(prepended.adjustHead(-1)).as("the program cannot go further").isFalse();

    Page page = Objects.requireNonNull(pool.allocPages());
    XdpBuff tight = new XdpBuff(page, 0, 32, 100, 4096);
    assertThat(tight.toFrame()).isNull();
  }

  @Test
  void metadataCountsAgainstTheHeadroom() {
    Page page = Objects.requireNonNull(pool.allocPages());
    XdpBuff buff = new XdpBuff(page, 0, 64, 100, 4096);
    assertThat(buff.metadata(28)).isFalse();
    assertThat(buff.metadata(6)).isFalse();
    assertThat(buff.metadata(24)).isTrue();
    assertThat(buff.toFrame()).isNotNull();
    assertThat(buff.adjustHead(-4)).isFalse();
  }

  @Test
  void tailGrowsUpToTheSharedInfoAndNoFurther() {
    XdpBuff buff = received(1000);
    int room = buff.tailroom();

    assertThat(room).isEqualTo(4096 - 320 - HEADROOM - 1000);
    assertThat(buff.adjustTail(room + 1)).isFalse();
    assertThat(buff.adjustTail(room)).isTrue();
    assertThat(buff.tailroom()).isZero();
    assertThat(buff.toFrame()).isNotNull();
    assertThat(buff.adjustTail(-(buff.lengthBytes() - 13))).isFalse();
  }

  @Test
  void negativeTailroomIsRefused() {
    Page page = Objects.requireNonNull(pool.allocPages());

    assertThatThrownBy(() -> new XdpBuff(page, 0, HEADROOM, 1600, 2048))
        .hasMessage(
            "xdp buffer does not fit: start=0 headroom=256 length=1600 frameSize=2048 tailroom=-128"
                + " (expected: tailroom 0 or more | hint: frame size is the stride of the buffers,"
                + " not the DMA length)");
  }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NicDmaParametersTest {

  @Test
  void defaultsAreLegal() {
    assertThat(NicDmaParameters.defaults().verilogParameters())
        .containsEntry("DataWidth", 128L)
        .containsEntry("NumRxQ", 4L)
        .containsEntry("RssEn", 1L);
  }

  @Test
  void illegalWidthIsNamed() {
    var builder = NicDmaParameters.builder().dataWidthBits(96);

    assertThatThrownBy(builder::build)
        .hasMessage(
            "illegal parameter of nicdma_top: DataWidth=96 (expected: 64, 128, 256 or 512)");
  }

  @Test
  void outstandingWritesAreLimitedByTheIdWidth() {
    var builder = NicDmaParameters.builder().idWidthBits(4).maxOutstandingWrites(17);

    assertThatThrownBy(builder::build)
        .hasMessage("illegal parameter of nicdma_top: MaxOutWr=17 (expected: 4..16)");
  }

  @Test
  void bufferHoldsTheLongestFrame() {
    var builder = NicDmaParameters.builder().rxBufBytes(16384);

    assertThatThrownBy(builder::build)
        .hasMessageContaining("RxBufBytes=16384 (expected: power of two in 16639..1048576)");
  }

  @Test
  void defaultsAreThoseOfTheTopModule() throws Exception {
    String top = Files.readString(Path.of("src/nicdma_top.sv"));

    NicDmaParameters.defaults()
        .verilogParameters()
        .forEach((name, value) ->
            assertThat(top)
                .as(name)
                .containsPattern("parameter .* " + name + " *= (1'b)?" + value + "[, ]?"));
  }

  @Test
  void transmitBufferHoldsTheLongestFrame() {
    var builder = NicDmaParameters.builder().txBufBytes(16384);

    assertThatThrownBy(builder::build)
        .hasMessageContaining("TxBufBytes=16384 (expected: power of two in 16639..1048576)");
  }
}

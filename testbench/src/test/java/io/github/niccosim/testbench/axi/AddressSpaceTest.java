// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.axi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressSpaceTest {
  private final AddressSpace space = new AddressSpace();
  private final byte[] bytes = new byte[16];

  @Test
  void accessReachesTheRegionWithItsOffset() {
    SparseMemory memory = space.mapMemory("ram", 0xffff_ffff_ffff_0000L, 0x1_0000);

    assertThat(space.write(0xffff_ffff_ffff_0ff8L, new byte[] {1, 2, 3}, 0, 3, 0))
        .isEqualTo(AxiResp.OKAY);

    assertThat(memory.get(0xff7, 5)).containsExactly(0, 1, 2, 3, 0);
    assertThat(space.refused()).isZero();
  }

  @Test
  void accessAcrossTheEdgeOfARegionIsRefused() {
    space.mapMemory("low", 0, 0x100);
    space.mapMemory("high", 0x100, 0x100);

    assertThat(space.read(0xf8, bytes, 0, 8, 0)).isEqualTo(AxiResp.OKAY);
    assertThat(space.read(0xf8, bytes, 0, 9, 0)).isEqualTo(AxiResp.DECERR);
    assertThat(space.read(0x1ff, bytes, 0, 1, 0)).isEqualTo(AxiResp.OKAY);
    assertThat(space.read(0x200, bytes, 0, 1, 0)).isEqualTo(AxiResp.DECERR);
  }

  @Test
  void permissionsAreKept() {
    space.map("rom", 0, 16, new SparseMemory(), AddressSpace.Access.READ_ONLY);
    space.map("fifo", 16, 16, new SparseMemory(), AddressSpace.Access.WRITE_ONLY);

    assertThat(space.write(0, bytes, 0, 4, 0)).isEqualTo(AxiResp.SLVERR);
    assertThat(space.read(16, bytes, 0, 4, 0)).isEqualTo(AxiResp.SLVERR);
    assertThat(space.read(0, bytes, 0, 4, 0)).isEqualTo(AxiResp.OKAY);
    assertThat(space.refused()).isEqualTo(2);
  }

  @Test
  void overlappingRegionsAreRefused() {
    space.mapMemory("ram", 0x100, 0x100);

    assertThatThrownBy(() -> space.mapMemory("more", 0x1ff, 1))
        .hasMessage(
            "regions overlap: region=more base=0x1ff sizeBytes=1 other=ram otherBase=0x100");
    assertThatThrownBy(() -> space.mapMemory("beyond", -4, 5))
        .hasMessageStartingWith("region size out of range: region=beyond base=0xfffffffffffffffc");
    space.mapMemory("next", 0x200, 1);
  }

  @Test
  void memoryCrossesItsPages() {
    SparseMemory memory = new SparseMemory();
    byte[] data = new byte[10_000];
    java.util.Arrays.fill(data, (byte) 7);
    memory.put(4000, data);

    assertThat(memory.get(4000, 10_000)).isEqualTo(data);
    assertThat(memory.get(3999, 1)).containsExactly(0);
    assertThat(memory.get(14_000, 1)).containsExactly(0);
  }
}

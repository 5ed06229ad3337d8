// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {
  private enum Op {
    READ,
    WRITE
  }

  private record Access(Op op, long addr) {}

  private static CoverGroup<Access> group() {
    CoverGroup<Access> group = new CoverGroup<>("registers");
    CoverPoint<Access> op = group.point("op", a -> a.op().ordinal()).bins(Op.class);
    op.transition("write then read", 1, 0).illegalTransition("three writes", 1, 1, 1);
    CoverPoint<Access> addr =
        group
            .point("addr", Access::addr)
            .bins(0, 63, 4)
            .bin("id", 0)
            .atLeast(2)
            .ignore("reserved", 62, 127)
            .illegal("hole", 128, 255);
    group
        .cross("op x addr", op, addr)
        .ignore(bins -> bins.equals(java.util.List.of("WRITE", "id")));
    return group;
  }

  private static void sample(CoverGroup<Access> group, Object... opsAndAddresses) {
    for (int i = 0; i < opsAndAddresses.length; i += 2) {
      group.sample(new Access((Op) opsAndAddresses[i], (Integer) opsAndAddresses[i + 1]));
    }
  }

  @Test
  void tableShowsSharesHolesAndGoals() {
    CoverGroup<Access> group = group().goal(50);
    sample(group, Op.WRITE, 0, Op.READ, 16, Op.READ, 32, Op.WRITE, 100);

    assertThat(Coverage.of(group).table())
        .isEqualTo(
            """
            registers: 4 samples, goal 50 %
              ok   op                       100.0 %  3 of 3 bins
              ok   addr                      60.0 %  3 of 5 bins
                   holes: [48..63] (0 of 1), id (1 of 2)
              MISS op x addr                 33.3 %  3 of 9 bins
                   holes: READ x [0..15] (0 of 1), READ x [48..63] (0 of 1), READ x id (0 of 1),\
             WRITE x [16..31] (0 of 1), WRITE x [32..47] (0 of 1), WRITE x [48..63] (0 of 1)
            """);
    assertThat(Coverage.of(group).reachesGoals()).isFalse();
    assertThatThrownBy(() -> Coverage.of(group).checkGoals())
        .isInstanceOf(CoverageException.class)
        .hasMessageStartingWith("coverage goal missed:\nregisters: 4 samples");
  }

  @Test
  void ignoredValueCountsInNoOtherBinAndNoCross() {
    CoverGroup<Access> group = group();
    sample(group, Op.WRITE, 62);

    Coverage.Group counted = Coverage.of(group).groups().getFirst();

    assertThat(counted.items().get(0).bins()).filteredOn(bin -> bin.hits() > 0).hasSize(1);
    assertThat(counted.items().get(1).bins())
        .filteredOn(bin -> bin.hits() > 0)
        .extracting(Bin::name)
        .containsExactly("reserved");
    assertThat(counted.items().get(2).bins()).allMatch(bin -> bin.hits() == 0);
  }

  @Test
  void illegalValueThrowsAndIsCounted() {
    CoverGroup<Access> group = group();

    assertThatThrownBy(() -> sample(group, Op.READ, 200))
        .hasMessage("illegal bin hit: point=addr bin=hole value=200");
    assertThat(Coverage.of(group).table()).contains("ILLEGAL: hole hits=1");
  }

  @Test
  void illegalTransitionThrowsAtItsLastValue() {
    CoverGroup<Access> group = group();
    sample(group, Op.WRITE, 0, Op.WRITE, 0);

    assertThatThrownBy(() -> sample(group, Op.WRITE, 0))
        .hasMessage("illegal bin hit: point=op bin=three writes value=[1, 1, 1]");
  }

  @Test
  void guardKeepsItemsOut() {
    CoverGroup<Access> group = new CoverGroup<>("reads");
    group.point("addr", Access::addr).bin("zero", 0).when(a -> a.op() == Op.READ);
    sample(group, Op.WRITE, 0);

    assertThat(Coverage.of(group).reachesGoals()).isFalse();
  }

  @Test
  void runsAreMergedThroughFiles(@TempDir Path folder) {
    CoverGroup<Access> one = group();
    CoverGroup<Access> two = group();
    sample(one, Op.WRITE, 0, Op.READ, 16);
    sample(two, Op.READ, 0, Op.READ, 48);
    Coverage.of(one).write(folder.resolve("a/one.json"));
    Coverage.of(two).write(folder.resolve("a/two.json"));
    Coverage.of(two).write(folder.resolve("two.json"));

    Coverage merged =
        Coverage.read(folder.resolve("a/one.json"))
            .merge(Coverage.read(folder.resolve("two.json")));

    assertThat(merged.groups()).hasSize(1);
    assertThat(Coverage.readAll(folder.resolve("a"))).isEqualTo(merged);
    assertThat(merged.groups().getFirst().samples()).isEqualTo(4);
    assertThat(merged.table()).contains("addr                      80.0 %  4 of 5 bins");
  }

  @Test
  void binThatMeansSomethingElseCannotBeMerged() {
    CoverGroup<Access> other = new CoverGroup<>("registers");
    other.point("addr", Access::addr).bin("id", 0);

    assertThatThrownBy(() -> Coverage.of(group()).merge(Coverage.of(other)))
        .hasMessage(
            "bins of two runs do not fit: bin=registers/addr/id kinds=COUNTED,COUNTED atLeast=2,1"
                + " (expected: equal)");
  }

  @Test
  void fileOfAnotherKindIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "{\"schema\":\"other\",\"groups\":[]}");

    assertThatThrownBy(() -> Coverage.read(file))
        .hasMessageContaining("coverage file has another schema: file=" + file + " schema=other");
    Files.writeString(file, "not json");
    assertThatThrownBy(() -> Coverage.read(file))
        .hasMessageStartingWith("coverage file cannot be read: file=" + file);
  }
}

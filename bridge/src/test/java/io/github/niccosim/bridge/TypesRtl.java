// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

/** Names the design with one signal of every kind of type; one library serves all its tests. */
final class TypesRtl {
  private TypesRtl() {}

  static ModelSpec spec() {
    return Rtl.spec("types")
        .publish("types.gen_bank[0].local_q", "types.u_arr[1].hold_q")
        .publishWritable("types.mem", "types.wide_mem", "types.history_q", "types.both_q")
        .publish("types.packet_q", "types.colour_q", "types.unp_q", "types.plain_q")
        .forceable("types.count_q", "types.gen_bank[*].gen_*.u_bank.head_q", "types.force_q")
        .build();
  }
}

// SPDX-License-Identifier: Apache-2.0
module broken (input logic a_i, output logic b_o);
  assign b_o = a_i & missing_net;
  assign = 3;
endmodule

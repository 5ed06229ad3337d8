// SPDX-License-Identifier: Apache-2.0
`ifndef STORE_WIDTH
`define STORE_WIDTH 96
`endif

// SPDX-License-Identifier: Apache-2.0
// Clock the model for a number of cycles and trace it: <cycles> <file> [cycles between flushes] [die]
#include <cstdlib>
#include <memory>

#include "Vshapes.h"
#include "verilated.h"
#ifdef SHAPES_VCD
#include "verilated_vcd_c.h"
using Trace = VerilatedVcdC;
#else
#include "verilated_fst_c.h"
using Trace = VerilatedFstC;
#endif

int main(int argc, char** argv) {
  const int cycles = std::atoi(argv[1]);
  const int flush = argc > 3 ? std::atoi(argv[3]) : 0;
  const auto context = std::make_unique<VerilatedContext>();
  context->traceEverOn(true);
  const auto top = std::make_unique<Vshapes>(context.get(), "TOP");
  Trace trace;
  top->trace(&trace, 99);
  trace.open(argv[2]);
  for (int i = 0; i < 2 * cycles; i++) {
    top->clk_i = i & 1;
    top->rst_ni = i > 6;
    top->eval();
    trace.dump(static_cast<uint64_t>(i) * 2000);
    if (flush && i % (2 * flush) == 0) trace.flush();
  }
  if (argc > 4) std::_Exit(9);  // a killed run: nothing is closed
  trace.close();
  return 0;
}

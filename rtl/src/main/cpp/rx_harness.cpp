// SPDX-License-Identifier: Apache-2.0
// Speed reference of the receive run: the host of rx_host.h around the model, without Java.
// Compiled into a model library; called through Model.callNative("nicdma_rx_bench", ...).
#include "model_abi.h"
#include "rx_host.h"

/// args: frames, frame length, memory latency in cycles, queues, seed.
/// Returns the simulated cycles, or minus the cycle at which a check failed.
extern "C" NC_EXPORT int64_t nicdma_rx_bench(void* top, const int64_t* args, int32_t count) {
  if (count != 5) return -1;
  nicdma::Config config;
  config.bytes = NICDMA_BYTES;
  config.frames = static_cast<uint64_t>(args[0]);
  config.lengthMin = config.lengthMax = static_cast<uint32_t>(args[1]);
  config.latencyMin = config.latencyMax = static_cast<uint32_t>(args[2]);
  config.queues = static_cast<uint32_t>(args[3]);
  config.seed = static_cast<uint64_t>(args[4]);
  config.bufBytes = config.lengthMax <= 2048 ? 2048 : 16384;
  config.ringLog2 = config.lengthMax <= 2048 ? 8 : 5;
  config.cqLog2 = config.ringLog2;
  config.paced = true;
  nicdma::Host<Vmodel> host(static_cast<Vmodel*>(top), config);
  host.reset();
  host.setUp();
  host.run();
  if (host.failure.text.empty()) host.checkCounters();
  if (!host.failure.text.empty() || host.completed != config.frames) {
    return -static_cast<int64_t>(host.cycles);
  }
  return static_cast<int64_t>(host.cycles);
}

// SPDX-License-Identifier: Apache-2.0
// Which planted fault a model has: read when it starts, from the environment.
#include <cstdlib>

extern "C" int nicdma_mutant() {
  const char* number = std::getenv("NICDMA_MUTANT");
  return number == nullptr ? 0 : std::atoi(number);
}

// SPDX-License-Identifier: Apache-2.0
// Depends on a flag of the compiler.
#include "model_abi.h"

#include <cstdint>

extern "C" NC_EXPORT int64_t options_answer(void*, const int64_t*, int32_t) { return ANSWER; }

// SPDX-License-Identifier: Apache-2.0
// Included in front of every file of a model library: sends Verilator's prints and errors to us.
#ifndef NICCOSIM_MODEL_HOOKS_H_
#define NICCOSIM_MODEL_HOOKS_H_

#include <cstdarg>
#include <cstdint>
#include <cstdio>

extern int niccosim_printf(const char* format, ...) __attribute__((format(printf, 1, 2)));
extern int niccosim_vprintf(const char* format, va_list args) __attribute__((format(printf, 1, 0)));

#define VL_PRINTF niccosim_printf
#define VL_VPRINTF niccosim_vprintf
#define VL_USER_FATAL
#define VL_USER_FINISH
#define VL_USER_STOP
#define VL_USER_STOP_MAYBE
#define VL_USER_WARN
extern void vl_stop_maybe(const char* file, int line, const char* scope, bool maybe);

// $fwrite to descriptor 1 must not reach the JVM's raw stdout either.
extern FILE* niccosim_stdout();

#ifdef NICCOSIM_VERILATED_RUNTIME  // only while Verilator's own .cpp files are compiled
#undef stdout
#define stdout niccosim_stdout()
#endif

#endif

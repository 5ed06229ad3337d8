// SPDX-License-Identifier: Apache-2.0
// The plain C interface every model library exports, and the memory it shares with Java.
//
// A model library exports one symbol, niccosim_model_api(). All state is per instance; an instance
// is used by one thread at a time. Times are picoseconds, addresses are byte offsets into the
// instance's storage (storage() + offset), byte order is the machine's.
#ifndef NICCOSIM_MODEL_ABI_H_
#define NICCOSIM_MODEL_ABI_H_

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NC_MODEL_ABI 3

enum {
    NC_MAX_CLOCKS = 32,
    NC_MAX_WATCHES = 1024,
    NC_WATCH_WORDS = NC_MAX_WATCHES / 64,
};

// Reasons advance() returns for, as bits. A negative value is a failure: see nc_failure.
enum {
    NC_TIME = 1,         // the deadline is reached, nothing has happened at this time yet
    NC_BEFORE_EDGE = 2,  // clocks in fired_clocks are about to toggle
    NC_WATCH = 4,        // watched signals in fired_watches have changed
    NC_READ_ONLY = 8,    // all values of this time step are final
    NC_FINISH = 16,      // $finish was called in the time step just ended
    NC_FAILED = -1,      // $fatal, $stop, failed assertion, no convergence: failure() tells
    NC_HOST_STOP = -2,   // the host's message function asked to stop
};

// What the host is told while the model runs.
enum {
    NC_MESSAGE_TEXT = 0,     // one line of $display, $write, $error ... as Verilator formats it
    NC_MESSAGE_WARNING = 1,  // a warning of Verilator's runtime
    NC_MESSAGE_FINISH = 2,   // $finish
};

// Watch kinds. Rising and falling look at bit 0.
enum { NC_EDGE_RISING = 1, NC_EDGE_FALLING = 2, NC_EDGE_ANY = 3 };

typedef struct nc_watch {
    uint64_t last;    // value the last comparison saw
    uint32_t offset;  // where the signal is
    uint16_t bytes;   // 1, 2, 4 or 8
    uint16_t edge;    // NC_EDGE_*
} nc_watch;

// Shared with Java, which knows the offsets (Stepper.java, class ControlLayout).
typedef struct nc_control {
    int64_t now_ps;                          //    0
    uint64_t fired_clocks;                   //    8  bit i: clock i rises, bit 32+i: it falls
    uint32_t stop_rise;                      //   16  bit i: stop before clock i rises
    uint32_t stop_fall;                      //   20
    uint32_t stop_read_only;                 //   24
    uint32_t dirty;                          //   28  storage was written directly: evaluate
    uint32_t watch_words;                    //   32  words of watch_active in use
    uint32_t log_stored;                     //   36  set when advance has stored the write log
    uint64_t edges[NC_MAX_CLOCKS];           //   40  rising edges so far
    uint64_t fired_watches[NC_WATCH_WORDS];  //  296
    uint64_t watch_active[NC_WATCH_WORDS];   //  424
    nc_watch watches[NC_MAX_WATCHES];        //  552
    uint64_t rise_only;                      //16936  bit i: nothing depends on clock i falling
} nc_control;

// One entry of the write log: header, then the bytes, padded to 8.
typedef struct nc_write {
    uint32_t offset;
    uint32_t bytes;
} nc_write;

// Returns nonzero to stop the simulation (the host has an error of its own pending).
typedef int32_t (*nc_message_fn)(void* user, int32_t kind, const char* text, const char* file,
                                 int32_t line, int64_t time_ps);

typedef struct nc_options {
    void* user;             // handed to message
    nc_message_fn message;  // never null
    int32_t argc;           // plusargs, without a program name
    const char* const* argv;
    int32_t random_reset;  // 0 zeros, 1 ones, 2 random
    int32_t random_seed;   // 1..INT32_MAX
} nc_options;

typedef struct nc_failure {
    const char* text;  // message, possibly with Verilator's "%Error: file:line:" in front
    const char* file;  // empty if unknown
    int32_t line;
    int64_t time_ps;
} nc_failure;

typedef struct nc_trace_options {
    const char* path;
    int32_t dumps_per_flush;
    const char* scope;  // as Verilator names it, such as TOP.top.u_fifo; unused with levels 0
    int32_t levels;     // of the scope; 0 everything in the design
} nc_trace_options;

typedef int64_t (*nc_native_fn)(void* top, const int64_t* args, int32_t count);

typedef struct nc_model_api {
    uint32_t abi;  // NC_MODEL_ABI
    uint32_t control_bytes;
    // null on failure; *why then points to a text valid until the next call of create
    void* (*create)(const nc_options* options, const char** why);
    void (*destroy)(void* model);
    void (*failure)(void* model, nc_failure* out);
    // one line per signal: name, direction, writable, left, right, bytes, offset, dimensions
    const char* (*describe)(void* model);
    uint8_t* (*storage)(void* model, uint64_t* bytes);
    nc_control* (*control)(void* model);
    uint8_t* (*write_log)(void* model, uint64_t bytes);  // grows it, keeps the content
    // 0, NC_FAILED or NC_HOST_STOP
    int32_t (*eval)(void* model);
    int32_t (*set_time)(void* model, int64_t time_ps);
    int32_t (*add_clock)(void* model, uint32_t offset, int64_t first_rise_ps, int64_t high_ps,
                         int64_t low_ps);
    int32_t (*advance)(void* model, int64_t until_ps, uint64_t log_bytes);
    int32_t (*open_trace)(void* model, const nc_trace_options* options);
    int32_t (*close_trace)(void* model);
    void (*enable_trace)(void* model, int32_t on);
    int32_t (*call)(void* model, nc_native_fn function, const int64_t* args, int32_t count,
                    int64_t* result);
    int32_t (*finish)(void* model);  // runs final blocks
    int32_t (*write_coverage)(void* model, const char* path);
    // *state stays valid until the next call of save
    int32_t (*save)(void* model, const uint8_t** state, uint64_t* bytes);
    int32_t (*restore)(void* model, const uint8_t* state, uint64_t bytes);
} nc_model_api;

#define NC_EXPORT __attribute__((visibility("default")))

NC_EXPORT const nc_model_api* niccosim_model_api(void);

#ifdef __cplusplus
}
static_assert(sizeof(nc_watch) == 16, "shared with Java");
static_assert(sizeof(nc_control) == 560 + 16 * NC_MAX_WATCHES, "shared with Java");
#endif

#endif

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

#define NC_MODEL_ABI 5

enum {
    NC_MAX_CLOCKS = 32,
    NC_MAX_WATCHES = 1024,
    NC_WATCH_WORDS = NC_MAX_WATCHES / 64,
    NC_MAX_OBSERVED = 32,
    NC_MAX_RANGES = 256,
};

// Reasons advance() returns for, as bits. A negative value is a failure: see nc_failure.
enum {
    NC_TIME = 1,         // the deadline is reached, nothing has happened at this time yet
    NC_BEFORE_EDGE = 2,  // clocks in fired_clocks are about to toggle
    NC_WATCH = 4,        // watched signals in fired_watches have changed
    NC_READ_ONLY = 8,    // all values of this time step are final
    NC_FINISH = 16,      // $finish was called in the time step just ended
    NC_OBSERVED = 32,    // clocks in fired_observed have toggled; storage shows the values before
    NC_IDLE = 64,        // nothing will happen by itself any more; only if stop_idle
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

// A clock that is driven. Rising edges are at ideal times, each shifted by jitter of its own.
typedef struct nc_clock {
    int64_t next_ps;     //  0  next toggle, INT64_MAX while stopped
    int64_t high_ps;     //  8
    int64_t low_ps;      // 16
    int64_t ideal_ps;    // 24  latest rising edge, or the first one to come, without jitter
    int64_t jitter_ps;   // 32  a rising edge is at most this far from its ideal time
    int64_t restart_ps;  // 40  next rising edge after a stop, INT64_MAX for none
    uint64_t seed;       // 48  of the jitter
    uint64_t edges;      // 56  rising edges so far
    uint64_t stop_at;    // 64  number of the rising edge to stop before, if in stop_count
    uint64_t level;      // 72  what it is now
} nc_clock;

// A clock made in the RTL whose edges Java waits for.
typedef struct nc_observed {
    uint64_t rises;        //  0  rising edges Java has seen or did not ask for
    int64_t last_rise_ps;  //  8  -1 before the first
    int64_t period_ps;     // 16  between the latest two rising edges, -1 before the second
    uint32_t offset;       // 24  where the signal is
    uint32_t level;        // 28  value when last looked at
} nc_observed;

// Part of the storage whose values before an edge are kept.
typedef struct nc_range {
    uint32_t offset;
    uint32_t bytes;
} nc_range;

// Shared with Java, which knows the offsets (class ControlLayout).
typedef struct nc_control {
    int64_t now_ps;                          //    0
    uint64_t fired_clocks;                   //    8  bit i: clock i rises, bit 32+i: it falls
    uint32_t stop_rise;                      //   16  bit i: stop before clock i rises
    uint32_t stop_fall;                      //   20
    uint32_t stop_read_only;                 //   24
    uint32_t dirty;                          //   28  storage was written directly: evaluate
    uint32_t watch_words;                    //   32  words of watch_active in use
    uint32_t log_stored;                     //   36  set when advance has stored the write log
    uint32_t stop_count;                     //   40  bit i: stop before edge stop_at of clock i
    uint32_t rise_only;                      //   44  bit i: nothing depends on clock i falling
    uint32_t halting;                        //   48  bit i: clock i stops with its next fall
    uint32_t stop_next_step;                 //   52  stop at the next time step, whatever it is
    uint32_t observed_count;                 //   56
    uint32_t stop_observed_rise;             //   60  bit i: stop when observed clock i has risen
    uint32_t stop_observed_fall;             //   64
    uint32_t range_count;                    //   68
    uint64_t fired_observed;                 //   72  as fired_clocks
    uint32_t shadow_bytes;                   //   80  sum of the ranges
    uint32_t stop_idle;                      //   84  return NC_IDLE before the deadline
    uint64_t reserved;                       //   88
    uint64_t fired_watches[NC_WATCH_WORDS];  //   96
    uint64_t watch_active[NC_WATCH_WORDS];   //  224
    nc_watch watches[NC_MAX_WATCHES];        //  352
    nc_clock clocks[NC_MAX_CLOCKS];          // 16736
    nc_observed observed[NC_MAX_OBSERVED];   // 19296
    nc_range ranges[NC_MAX_RANGES];          // 20320
} nc_control;

// One entry of the write log: header, then the bytes, padded to 8. With NC_MASKED set in bytes,
// which are then 1, 2, 4 or 8: the value in 8 bytes, and a mask in 8 bytes of the bits to store.
typedef struct nc_write {
    uint32_t offset;
    uint32_t bytes;
} nc_write;

enum { NC_MASKED = 0x40000000 };

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
    const char* scopes;  // as Verilator names them, such as TOP.top.u_fifo; a line each
    int32_t levels;      // of the scopes; 0 everything in the design
    const char* lanes;   // names of text signals, a line each; failures are written to the first
    int64_t from_ps;     // what is before and
    int64_t to_ps;       // after these times is not recorded
    int32_t segments;    // files to keep of a ring, 0 for one file
    int64_t segment_ps;  // what one file of a ring covers
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
    // at any moment, in the middle of an evaluation, too
    void (*annotate)(void* model, uint32_t lane, const char* text);
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
static_assert(sizeof(nc_clock) == 80, "shared with Java");
static_assert(sizeof(nc_observed) == 32, "shared with Java");
static_assert(sizeof(nc_control) == 20320 + 8 * NC_MAX_RANGES, "shared with Java");
#endif

#endif

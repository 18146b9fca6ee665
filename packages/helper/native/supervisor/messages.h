/*
 * What the supervisor says to who started it (frames), what it is told (commands), and what the processes that it
 * forked say to it (records). src/plan/frame-format.ts mirrors the first two.
 */
#ifndef SALLYPORT_MESSAGES_H
#define SALLYPORT_MESSAGES_H

#include <stdint.h>

enum frame_type {
  /* `step` of the supervisor's own failed with errno `value`, or because of `operation` of the plan. */
  FRAME_REFUSED = 1,
  /* `operation` failed with errno `value` in `process`. */
  FRAME_FAILED = 2,
  /* `process` ended with wait status `value` before the payload had started. */
  FRAME_LOST = 3,
  /* The payload has started: `pid`. */
  FRAME_STARTED = 4,
  /* The payload has ended with wait status `value`, or a plan without one: `pid` is 0. */
  FRAME_ENDED = 5,
  /* What the plan sends: number `value`, and a 64-bit value behind the frame. */
  FRAME_MESSAGE = 6,
  /* The master of the payload's terminal comes with it (SCM_RIGHTS). */
  FRAME_TERMINAL = 7,
  /* `detail` happened to `pid` of the tree: enum process_event. */
  FRAME_PROCESS = 8,
  /* The payload has run for as long as it may, and is being ended. */
  FRAME_TIME_LIMIT = 9,
  /* Thread `pid` makes a system call that rule `value`, with flags `detail`, is about: struct call_event of audit.c. */
  FRAME_CALL = 10,
  /* What a call of thread `pid` came to: struct result_event. Also for calls that no rule is about. */
  FRAME_RESULT = 11,
  /* Thread `pid` was refused `value` (enum access of opener.h) to the path behind the frame. */
  FRAME_DENIED = 12,
};

enum process_event { PROCESS_FORKED = 1, PROCESS_EXECUTED = 2, PROCESS_ENDED = 3 };

enum { NO_OPERATION = 0xffff, SUPERVISOR_ITSELF = -1 };

struct frame {
  /* Bytes of the whole frame. */
  uint32_t size;
  uint16_t type;
  uint16_t operation;
  int32_t process;
  int32_t pid;
  int32_t value;
  int32_t detail;
};

_Static_assert(sizeof(struct frame) == 24, "frames are without padding");

/* Of the supervisor itself, before it carries anything out. */
enum step {
  STEP_SEAL = 1,
  STEP_PREPARE = 2,
  STEP_RECEIVE = 3,
  STEP_CHECK = 4,
};

enum command_type { COMMAND_PROCEED = 1, COMMAND_SIGNAL = 2, COMMAND_RESIZE = 3, COMMAND_KILL = 4 };

struct command {
  uint32_t type;
  /* PROCEED: the value that the plan awaits. SIGNAL: its number. RESIZE: rows. */
  uint32_t first;
  /* RESIZE: columns. */
  uint32_t second;
  uint32_t unused;
};

enum record_kind {
  RECORD_FAILED = 1,
  RECORD_EXECUTING = 2,
  RECORD_MESSAGE = 3,
  RECORD_TERMINAL = 4,
  /* With what hands over the calls of a filter. */
  RECORD_LISTENER = 5,
};

/* One datagram of the channel. */
struct record {
  uint8_t kind;
  uint8_t process;
  uint16_t operation;
  /* FAILED: errno. MESSAGE: its number. */
  int32_t value;
  uint64_t detail;
};

_Static_assert(sizeof(struct record) == 16, "records are without padding");

/* Argument of operation `supervise`; src/plan/supervision.ts mirrors it. */
struct supervision {
  uint32_t flags;
  uint32_t payload;
  /* Milliseconds. */
  uint32_t start_limit;
  uint32_t time_limit;
  uint32_t grace;
  uint32_t rule_count;
  /* Signal n is bit n - 1. */
  uint64_t signals;
  /* Address of `rule_count` struct rule. */
  uint64_t rules;
  /* Address of `path_count` struct path_rule. */
  uint64_t paths;
  uint32_t path_count;
  /* PTRACE_O_… of the payload once it has executed its program, and so of all that come from it; 0: as before. */
  uint32_t trace_options;
};

/* What callers may do (enum access of opener.h) to a directory and all below, unless a longer rule says otherwise. */
struct path_rule {
  /* Address of the path, which does not end in a slash unless it is one. */
  uint64_t path;
  uint32_t length;
  uint32_t access;
};

_Static_assert(sizeof(struct supervision) == 56, "the structure is without padding");

enum supervision_flag {
  LEAVE_WHEN_STARTED = 1,
  TREE = 2,
  KILL_LEFTOVERS = 4,
  COPY_TERMINAL = 8,
  PASS_TERMINAL = 16,
  REPORT_PROCESSES = 32,
  OUTLIVE_CLIENT = 64,
  REPORT_RESULTS = 128,
};

/* What is recorded of the calls that a filter marks with the number of the rule (SECCOMP_RET_DATA). */
struct rule {
  /* What each argument points to. */
  uint8_t kinds[6];
  uint8_t flags;
  uint8_t unused;
};

enum rule_flag { RULE_RESULT = 1 };

enum argument_kind {
  ARGUMENT_NUMBER = 0,
  ARGUMENT_TEXT = 1,
  /* Pointers to texts, ended by a null pointer. */
  ARGUMENT_TEXT_LIST = 2,
  /* As many bytes as the next argument says. */
  ARGUMENT_SIZED = 3,
};

/* Exit status of every failure of our own. */
enum { OWN_FAILURE = 128 };

#endif

/* What the supervisor knows. */
#ifndef SALLYPORT_SUPERVISOR_H
#define SALLYPORT_SUPERVISOR_H

#include <poll.h>
#include <stddef.h>

#include "messages.h"
#include "plan.h"

/* The ids of the forked processes, by number. The kernel puts each here before the process runs (parent_tid). */
struct births {
  int32_t pids[MAXIMUM_PROCESSES];
};

enum ready { READY_CONTROL = 1, READY_CHANNEL = 2, READY_SIGNALS = 4, READY_REPORTS = 8, READY_ALL = 15 };

struct supervisor {
  /* To who started us; -1 once he has gone. */
  int control;
  /* To the processes that we forked; -1 once none of them holds its end any more. */
  int channel;
  /* Their end, until nothing is left to be forked. */
  int channel_peer;
  int signals;
  uint32_t ready;
  volatile struct births *births;
  /* By process number. */
  uint8_t ended[MAXIMUM_PROCESSES];
  int32_t statuses[MAXIMUM_PROCESSES];
  /* No traced or forked process is left. */
  uint8_t alone;
  /* How often traced processes have stopped since this was last looked at. */
  uint32_t stops;
  /* A traced one has executed its program. */
  uint8_t executed[MAXIMUM_PROCESSES];
  /* Somebody has said that he is about to. */
  uint8_t executing;
  /* It counts as started before that. */
  uint8_t announced;
  uint8_t started;
  /* Somebody wants the payload's end. */
  uint8_t kill_requested;
  uint8_t proceed;
  uint32_t proceed_value;
  /* Signals that came, and those that were asked for: n is bit n - 1. */
  uint64_t caught;
  uint64_t requested;
  uint32_t command_length;
  struct command command;
  /* The process that opens files for callers, 0 while there is none, and what it reports. */
  int opener;
  int reports;
  /* Master of the payload's terminal, or -1. */
  int master;
  /* When the payload has run for as long as it may (now_ms), or NO_LIMIT. */
  int64_t time_limit;
  /* NULL until operation `supervise`. */
  const struct supervision *task;
};

enum { NO_PAYLOAD = -1, HIGHEST_SIGNAL = 64 };

static inline uint64_t signal_bit(uint32_t number) {
  return number >= 1 && number <= HIGHEST_SIGNAL ? (uint64_t)1 << (number - 1) : 0;
}

static inline int has_flag(const struct supervisor *supervisor, uint32_t flag) {
  return supervisor->task != NULL && (supervisor->task->flags & flag) != 0;
}

/* The process that is watched: its number, or NO_PAYLOAD until it is known. */
static inline int payload_number(const struct supervisor *supervisor) {
  return supervisor->task == NULL ? NO_PAYLOAD : (int)supervisor->task->payload;
}

/* Its id; 0 before its birth and after its end. */
int payload_pid(const struct supervisor *supervisor);

/* end.c */
/* Kills what was forked and ends, after a word on why. */
_Noreturn void abandon(struct supervisor *supervisor, struct frame reason);
/* Kills what was forked and ends: the plan had nothing to be supervised. */
_Noreturn void end_plan(struct supervisor *supervisor, int status);
_Noreturn void refuse(struct supervisor *supervisor, enum step step, long result, uint32_t operation);

/* What came from the forked processes, from who started us, and as signals. */
void hear_channel(struct supervisor *supervisor);
void hear_commands(struct supervisor *supervisor);
void hear_signals(struct supervisor *supervisor);

/* watch.c */
/* Takes in all that has happened. Does not come back when something failed before the payload has started. */
void observe(struct supervisor *supervisor);
/* Waits until something happens, at most until the deadline (now_ms, or NO_LIMIT). */
void rest(struct supervisor *supervisor, struct pollfd *others, int count, int64_t deadline);

/* supervise.c */
_Noreturn void supervise(struct supervisor *supervisor, const struct supervision *task);

#endif

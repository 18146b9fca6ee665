/* What carries a plan out: the supervisor itself, or a process that it forked. */
#ifndef SALLYPORT_INTERPRETER_H
#define SALLYPORT_INTERPRETER_H

#include "supervisor.h"

struct actor {
  /* By the plan's number, or SUPERVISOR_ITSELF. */
  int process;
  /* Its end of the channel; close-on-exec. */
  int channel;
  /* NULL where it may not fork. */
  volatile struct births *births;
  /* NULL in a forked process. */
  struct supervisor *supervisor;
  uint8_t executing;
  /* The operation it is at. */
  uint32_t at;
  uint64_t registers[REGISTERS];
};

/* Carries the plan out from its first operation. */
_Noreturn void interpret(struct actor *actor);

/* The operations that are more than one system call; each returns a result, or a negative errno. */
/* Returns 0 in the forked process. */
long fork_process(struct actor *actor, const uint64_t *arguments);
long execute_program(struct actor *actor, uint32_t number, const uint64_t *arguments);
long send_message(struct actor *actor, const uint64_t *arguments);
long await_byte(struct actor *actor, const uint64_t *arguments);
long await_reply(struct actor *actor, const uint64_t *arguments);
/* SIGKILL when the parent ends, or fails because it has. */
long die_with_parent(const struct actor *actor);
long reset_signals(void);
long check_directory(void);
long close_from_but_channel(const struct actor *actor, uint64_t first);

/* Ends the plan: an operation has failed. */
_Noreturn void fail_operation(struct actor *actor, long result);
/* Tells the supervisor; for forked processes. */
long send_record(const struct actor *actor, struct record record);

#endif

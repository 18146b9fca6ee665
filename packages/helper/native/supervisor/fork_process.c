#include <linux/prctl.h>
#include <linux/sched.h>
#include <signal.h>

#include "calls.h"
#include "interpreter.h"
#include "memory.h"
#include "system_call.h"

/* Kernels and filters without clone3 have clone, which has no room for cgroups and flags above 32 bits. */
static long clone_process(struct clone_args *arguments, size_t size) {
  long result = CALL2(clone3, arguments, size);
  uint64_t flags = arguments->flags;
  if (result != -ENOSYS || (flags & (~(uint64_t)0xffffffff | CSIGNAL)) != 0) {
    return result;
  }
  return CALL5(clone, flags | arguments->exit_signal, 0, arguments->parent_tid, 0, 0);
}

/* A forked process keeps nothing of its parent's but the channel. */
static void begin(struct actor *actor, int process, int may_fork) {
  struct supervisor *supervisor = actor->supervisor;
  actor->process = process;
  if (supervisor != NULL) {
    close_descriptor(supervisor->control);
    close_descriptor(supervisor->signals);
    close_descriptor(supervisor->channel);
    actor->channel = supervisor->channel_peer;
    actor->registers[CHANNEL_REGISTER] = (uint64_t)actor->channel;
    actor->supervisor = NULL;
  }
  if (!may_fork) {
    CALL2(munmap, actor->births, sizeof *actor->births);
    actor->births = NULL;
  }
}

long die_with_parent(const struct actor *actor) {
  struct pollfd poll = {.fd = actor->channel, .events = POLLIN};
  long result = CALL2(prctl, PR_SET_PDEATHSIG, SIGKILL);
  /* A parent that ended before this call sends no signal; its end of the channel was closed before. */
  poll_for(&poll, 1, 0);
  return (poll.revents & POLLHUP) != 0 ? -ECONNRESET : result;
}

long fork_process(struct actor *actor, const uint64_t *arguments) {
  uint64_t process = arguments[2];
  struct clone_args clone = {0};
  if (actor->births == NULL) {
    return -EPERM;
  }
  if (process >= MAXIMUM_PROCESSES || arguments[1] > sizeof clone || !plan_holds(arguments[0], arguments[1])) {
    return -EINVAL;
  }
  memcpy(&clone, (const void *)arguments[0], arguments[1]);
  clone.flags |= CLONE_PARENT_SETTID;
  clone.parent_tid = (uint64_t)(uintptr_t)&actor->births->pids[process];
  long result = clone_process(&clone, arguments[1]);
  if (result == 0) {
    begin(actor, (int)process, arguments[3] != 0);
    long armed = die_with_parent(actor);
    if (armed < 0) {
      /* Not for the operation's policy: what follows it is the parent's. */
      fail_operation(actor, armed);
    }
  }
  return result;
}

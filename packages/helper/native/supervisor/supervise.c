#include "supervise.h"

#include <signal.h>

#include "calls.h"
#include "events.h"
#include "frames.h"
#include "pump.h"

static struct pump pump;

/* The payload reads and writes them, and others shall see when it closes them. */
static void let_streams_go(const struct supervisor *supervisor) {
  enum { STANDARD_STREAMS = 3 };
  for (int fd = 0; fd < STANDARD_STREAMS && supervisor->master < 0; fd++) {
    close_descriptor(fd);
  }
}

/* First SIGTERM, then, after some grace, SIGKILL. */
static void enforce_limit(struct supervisor *supervisor, int *terminating) {
  struct frame frame = {.type = FRAME_TIME_LIMIT};
  if (supervisor->time_limit == NO_LIMIT || now_ms() < supervisor->time_limit) {
    return;
  }
  if (*terminating) {
    supervisor->time_limit = NO_LIMIT;
    supervisor->kill_requested = 1;
    return;
  }
  *terminating = 1;
  supervisor->time_limit = now_ms() + supervisor->task->grace;
  signal_group(supervisor, SIGTERM);
  /* A stopped process ends when it goes on. */
  signal_group(supervisor, SIGCONT);
  send_frame(supervisor, frame);
}

static void await_end(struct supervisor *supervisor) {
  int terminating = 0;
  int killed = 0;
  if (supervisor->task->time_limit > 0) {
    supervisor->time_limit = now_ms() + supervisor->task->time_limit;
  }
  for (;;) {
    observe(supervisor);
    int unheard = supervisor->control < 0 && killed;
    if (supervisor->ended[supervisor->task->payload] && (unheard || pump_is_dry(&pump, supervisor))) {
      return;
    }
    deliver_signals(supervisor);
    enforce_limit(supervisor, &terminating);
    if (supervisor->control < 0 && !has_flag(supervisor, OUTLIVE_CLIENT)) {
      supervisor->kill_requested = 1;
    }
    if (supervisor->kill_requested && !killed) {
      signal_group(supervisor, SIGKILL);
      killed = 1;
    }
    pump_prepare(&pump, supervisor);
    rest(supervisor, pump.polls, PUMP_POLLS, supervisor->time_limit);
    pump_advance(&pump, supervisor);
  }
}

static int report_end(struct supervisor *supervisor) {
  enum { SIGNALED = 128 };
  uint32_t payload = supervisor->task->payload;
  int32_t status = supervisor->statuses[payload];
  struct frame frame = {.type = FRAME_ENDED, .pid = supervisor->births->pids[payload], .value = status};
  send_frame(supervisor, frame);
  return (status & 0x7f) == 0 ? status >> 8 & 0xff : SIGNALED + (status & 0x7f);
}

/* A tracer that ends takes its tracees with it (PTRACE_O_EXITKILL): it stays for as long as there are any. */
static void await_leftovers(struct supervisor *supervisor) {
  if (supervisor->master >= 0) {
    close_descriptor(supervisor->master);
    supervisor->master = -1;
    let_streams_go(supervisor);
  }
  while (!supervisor->alone && !supervisor->kill_requested) {
    rest(supervisor, NULL, 0, NO_LIMIT);
    observe(supervisor);
  }
}

void supervise(struct supervisor *supervisor, const struct supervision *task) {
  supervisor->task = task;
  close_descriptor(supervisor->channel_peer);
  enter_root();
  await_start(supervisor);
  let_streams_go(supervisor);
  report_start(supervisor);
  await_end(supervisor);
  int status = report_end(supervisor);
  if (has_flag(supervisor, TREE) && !has_flag(supervisor, KILL_LEFTOVERS)) {
    await_leftovers(supervisor);
  }
  events_flush(supervisor);
  exit_with(status);
}

#include "calls.h"
#include "frames.h"
#include "supervise.h"

/* Those that helped the payload into the world have all ended; a bad end has been judged by now. */
static int helpers_have_ended(const struct supervisor *supervisor) {
  for (int i = 0; i < MAXIMUM_PROCESSES; i++) {
    if (i != payload_number(supervisor) && supervisor->births->pids[i] > 0 && !supervisor->ended[i]) {
      return 0;
    }
  }
  return 1;
}

static int is_started(const struct supervisor *supervisor) {
  if (!helpers_have_ended(supervisor)) {
    return 0;
  }
  if (supervisor->announced) {
    return 1;
  }
  /* Executing its program closed the payload's end of the channel. So would its death: a tracer knows which it was. */
  int seen = supervisor->executed[payload_number(supervisor)] || !has_flag(supervisor, TREE);
  return supervisor->executing && supervisor->channel < 0 && seen;
}

static _Noreturn void lose_payload(struct supervisor *supervisor) {
  int number = payload_number(supervisor);
  struct frame frame = {.type = FRAME_LOST,
                        .process = number,
                        .pid = supervisor->births->pids[number],
                        .value = supervisor->statuses[number]};
  abandon(supervisor, frame);
}

void await_start(struct supervisor *supervisor) {
  struct frame gone = {.type = FRAME_FAILED, .operation = NO_OPERATION, .process = SUPERVISOR_ITSELF};
  int64_t deadline = now_ms() + supervisor->task->start_limit;
  for (;;) {
    observe(supervisor);
    int ended = supervisor->ended[payload_number(supervisor)];
    if (is_started(supervisor)) {
      return;
    }
    int settled = supervisor->channel < 0 && helpers_have_ended(supervisor);
    if (ended && (!supervisor->executing || settled)) {
      lose_payload(supervisor);
    }
    if (now_ms() >= deadline || supervisor->kill_requested) {
      gone.value = supervisor->kill_requested ? ECANCELED : ETIMEDOUT;
      abandon(supervisor, gone);
    }
    deliver_signals(supervisor);
    rest(supervisor, NULL, 0, deadline);
  }
}

void report_start(struct supervisor *supervisor) {
  struct frame frame = {.type = FRAME_STARTED, .pid = supervisor->births->pids[payload_number(supervisor)]};
  supervisor->started = 1;
  send_frame(supervisor, frame);
  if (has_flag(supervisor, LEAVE_WHEN_STARTED)) {
    exit_with(0);
  }
}

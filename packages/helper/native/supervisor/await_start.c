#include "calls.h"
#include "supervise.h"

static int is_started(const struct supervisor *supervisor) {
  if (supervisor->announced) {
    return 1;
  }
  /* Executing its program closed the payload's end of the channel. So would its death: a tracer knows which it was. */
  return supervisor->executing && supervisor->channel < 0 && (supervisor->executed || !has_flag(supervisor, TREE));
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
    if (ended && (!supervisor->executing || supervisor->channel < 0)) {
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

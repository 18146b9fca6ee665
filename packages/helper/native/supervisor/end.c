#include <signal.h>

#include "calls.h"
#include "frames.h"
#include "reap.h"
#include "supervisor.h"
#include "system_call.h"

enum { TIME_TO_DIE = 1000, PAUSE = 10 };

int payload_pid(const struct supervisor *supervisor) {
  int number = payload_number(supervisor);
  return number == NO_PAYLOAD || supervisor->ended[number] ? 0 : supervisor->births->pids[number];
}

/* True while one of them has not ended. What is frozen ends later: we do not wait for it for ever. */
static int kill_forked(const struct supervisor *supervisor) {
  int left = 0;
  for (int i = 0; i < MAXIMUM_PROCESSES; i++) {
    int pid = supervisor->births->pids[i];
    if (pid > 0 && !supervisor->ended[i]) {
      left += CALL2(kill, pid, SIGKILL) == 0;
    }
  }
  return left > 0;
}

static void kill_all_forked(struct supervisor *supervisor) {
  int64_t deadline = now_ms() + TIME_TO_DIE;
  struct pollfd poll = {.fd = supervisor->signals, .events = POLLIN};
  while (kill_forked(supervisor) && now_ms() < deadline) {
    reap(supervisor);
    poll_for(&poll, 1, PAUSE);
  }
}

void abandon(struct supervisor *supervisor, struct frame reason) {
  kill_all_forked(supervisor);
  if (reason.type != 0) {
    send_frame(supervisor, reason);
  }
  exit_with(OWN_FAILURE);
}

void end_plan(struct supervisor *supervisor, int status) {
  struct frame frame = {.type = FRAME_ENDED, .value = (status & 0xff) << 8};
  kill_all_forked(supervisor);
  send_frame(supervisor, frame);
  exit_with(status);
}

void refuse(struct supervisor *supervisor, enum step step, long result, uint32_t operation) {
  struct frame frame = {
      .type = FRAME_REFUSED, .operation = (uint16_t)operation, .value = (int32_t)-result, .detail = step};
  send_frame(supervisor, frame);
  exit_with(OWN_FAILURE);
}

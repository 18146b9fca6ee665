#include "calls.h"
#include "supervisor.h"

enum { OWN = 3, MOST = 6 };

/* Whoever ends badly on the way to the payload takes the payload with him. */
static void judge(struct supervisor *supervisor) {
  for (int i = 0; i < MAXIMUM_PROCESSES; i++) {
    if (supervisor->ended[i] && supervisor->statuses[i] != 0 && i != payload_number(supervisor)) {
      struct frame frame = {
          .type = FRAME_LOST, .process = i, .pid = supervisor->births->pids[i], .value = supervisor->statuses[i]};
      abandon(supervisor, frame);
    }
  }
}

void observe(struct supervisor *supervisor) {
  if ((supervisor->ready & READY_SIGNALS) != 0) {
    hear_signals(supervisor);
    reap(supervisor);
  }
  /* After the ends of processes, which say why before they end. */
  hear_channel(supervisor);
  if ((supervisor->ready & READY_CONTROL) != 0) {
    hear_commands(supervisor);
  }
  if (!supervisor->started) {
    judge(supervisor);
    if (supervisor->control < 0) {
      struct frame nothing = {.type = 0};
      abandon(supervisor, nothing);
    }
  }
}

void rest(struct supervisor *supervisor, struct pollfd *others, int count, int64_t deadline) {
  struct pollfd polls[MOST] = {
      {.fd = supervisor->control, .events = POLLIN},
      {.fd = supervisor->channel, .events = POLLIN},
      {.fd = supervisor->signals, .events = POLLIN},
  };
  for (int i = 0; i < count; i++) {
    polls[OWN + i] = others[i];
  }
  int64_t limit = NO_LIMIT;
  if (deadline != NO_LIMIT) {
    limit = deadline - now_ms();
    limit = limit < 0 ? 0 : limit;
  }
  poll_for(polls, OWN + count, limit);
  supervisor->ready = 0;
  for (int i = 0; i < OWN; i++) {
    supervisor->ready |= polls[i].revents != 0 ? 1U << i : 0;
  }
  for (int i = 0; i < count; i++) {
    others[i].revents = polls[OWN + i].revents;
  }
}

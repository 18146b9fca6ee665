#include "calls.h"
#include "events.h"
#include "reap.h"
#include "start_opener.h"
#include "supervisor.h"
#include "ticks.h"

enum { OWN = 4, MOST = 7 };

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
  if ((supervisor->ready & READY_REPORTS) != 0) {
    hear_reports(supervisor);
  }
  if (!supervisor->started) {
    judge(supervisor);
    if (supervisor->control < 0) {
      struct frame nothing = {.type = 0};
      abandon(supervisor, nothing);
    }
  }
}

static int64_t earlier(int64_t one, int64_t other) {
  return one == NO_LIMIT || (other != NO_LIMIT && other < one) ? other : one;
}

static int64_t time_until(int64_t deadline) {
  int64_t left = deadline == NO_LIMIT ? NO_LIMIT : deadline - now_ms();
  return deadline != NO_LIMIT && left < 0 ? 0 : left;
}

/* Until it has started, nothing is as urgent as that the payload has. */
static int is_busy(const struct supervisor *supervisor) {
  return supervisor->started && supervisor->stops > 0;
}

void rest(struct supervisor *supervisor, struct pollfd *others, int count, int64_t deadline) {
  struct pollfd polls[MOST] = {
      {.fd = supervisor->control, .events = POLLIN},
      {.fd = supervisor->channel, .events = POLLIN},
      {.fd = supervisor->signals, .events = POLLIN},
      {.fd = supervisor->reports, .events = POLLIN},
  };
  for (int i = 0; i < count; i++) {
    polls[OWN + i] = others[i];
  }
  int busy = is_busy(supervisor) && set_ticks(1) == 0 && reap_busily(supervisor);
  if (!busy) {
    set_ticks(0);
    supervisor->stops = 0;
  }
  poll_for(polls, OWN + count, busy ? 0 : time_until(earlier(deadline, events_deadline())));
  if (events_deadline() != NO_LIMIT && now_ms() >= events_deadline()) {
    events_flush(supervisor);
  }
  supervisor->ready = 0;
  for (int i = 0; i < OWN; i++) {
    supervisor->ready |= polls[i].revents != 0 ? 1U << i : 0;
  }
  for (int i = 0; i < count; i++) {
    others[i].revents = polls[OWN + i].revents;
  }
}

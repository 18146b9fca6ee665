#include "calls.h"
#include "modes.h"

enum { HIGHEST_PID = 0x7fffffff };

int kill_late_start(const struct message *message, struct delivery *delivery) {
  int64_t deadline = now_ms() + message->header.time_limit;
  struct reply reply;
  reply_begin(&reply);
  while (reply_receive(&reply, FD_REPLY) == REPLY_UNFINISHED) {
    struct pollfd poll = {.fd = FD_REPLY, .events = POLLIN};
    int64_t left = deadline - now_ms();
    if (left <= 0 || poll_for(&poll, 1, left) < 0) {
      return OWN_FAILURE;
    }
  }
  uint64_t pid;
  if (!reply_number(&reply, &pid)) {
    /* A refusal: nothing was started. */
    return reply.outcome == REPLY_COMPLETE ? 0 : OWN_FAILURE;
  }
  return pid >= 1 && pid <= HIGHEST_PID && deliver(delivery, message, (uint32_t)pid) ? 0 : OWN_FAILURE;
}

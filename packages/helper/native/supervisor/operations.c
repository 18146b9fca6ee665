#include "calls.h"
#include "frames.h"
#include "interpreter.h"
#include "system_call.h"

void fail_operation(struct actor *actor, long result) {
  struct record record = {.kind = RECORD_FAILED, .operation = (uint16_t)actor->at, .value = (int32_t)-result};
  struct frame frame = {.type = FRAME_FAILED,
                        .operation = (uint16_t)actor->at,
                        .process = SUPERVISOR_ITSELF,
                        .value = (int32_t)-result};
  if (actor->supervisor != NULL) {
    /* What ended a process of the plan is why this failed too, and is told instead. */
    actor->supervisor->ready = READY_ALL;
    observe(actor->supervisor);
    abandon(actor->supervisor, frame);
  }
  send_record(actor, record);
  exit_with(OWN_FAILURE);
}

long send_record(const struct actor *actor, struct record record) {
  record.process = (uint8_t)actor->process;
  return send_some(actor->channel, &record, sizeof record);
}

long execute_program(struct actor *actor, uint32_t number, const uint64_t *arguments) {
  struct record record = {.kind = RECORD_EXECUTING};
  if (actor->supervisor != NULL) {
    return -EPERM;
  }
  if (!actor->executing) {
    actor->executing = 1;
    send_record(actor, record);
  }
  return system_call(number, (long)arguments[0], (long)arguments[1], (long)arguments[2], (long)arguments[3],
                     (long)arguments[4], 0);
}

long send_message(struct actor *actor, const uint64_t *arguments) {
  struct record record = {.kind = RECORD_MESSAGE, .value = (int32_t)arguments[0], .detail = arguments[1]};
  struct frame frame = {.type = FRAME_MESSAGE, .process = SUPERVISOR_ITSELF, .value = (int32_t)arguments[0]};
  if (actor->supervisor == NULL) {
    return send_record(actor, record);
  }
  send_value(actor->supervisor, frame, arguments[1]);
  return 0;
}

/* Reads one byte once there is one. */
static long read_byte(int fd) {
  uint8_t byte = 0;
  long count = read_some(fd, &byte, 1);
  return count == 1 ? byte : count == 0 ? -ECONNRESET : count;
}

long await_byte(struct actor *actor, const uint64_t *arguments) {
  int64_t deadline = now_ms() + (int64_t)arguments[1];
  struct pollfd poll = {.fd = (int)arguments[0], .events = POLLIN};
  for (;;) {
    int64_t left = deadline - now_ms();
    if (actor->supervisor != NULL) {
      observe(actor->supervisor);
      rest(actor->supervisor, &poll, 1, deadline);
    } else {
      poll_for(&poll, 1, left > 0 ? left : 0);
    }
    long result = poll.revents != 0 ? read_byte(poll.fd) : -EAGAIN;
    if (result != -EAGAIN && result != -EINTR) {
      return result;
    }
    if (left <= 0) {
      return -ETIMEDOUT;
    }
  }
}

long await_reply(struct actor *actor, const uint64_t *arguments) {
  struct supervisor *supervisor = actor->supervisor;
  int64_t deadline = now_ms() + (int64_t)arguments[0];
  if (supervisor == NULL) {
    return -EPERM;
  }
  for (;;) {
    observe(supervisor);
    if (supervisor->proceed) {
      supervisor->proceed = 0;
      return (long)supervisor->proceed_value;
    }
    if (now_ms() >= deadline) {
      return -ETIMEDOUT;
    }
    rest(supervisor, NULL, 0, deadline);
  }
}

long reset_signals(void) {
  /* The kernel's struct sigaction: the handler SIG_DFL, no flags, no mask. */
  static const uint64_t defaults[4];
  static const uint64_t none;
  enum { SETMASK = 2, SET_SIZE = 8 };
  for (int number = 1; number <= HIGHEST_SIGNAL; number++) {
    CALL4(rt_sigaction, number, defaults, NULL, SET_SIZE);
  }
  return CALL4(rt_sigprocmask, SETMASK, &none, NULL, SET_SIZE);
}

long check_directory(void) {
  static char path[4096];
  long length = CALL2(getcwd, path, sizeof path);
  return length < 0 ? length : path[0] == '/' ? 0 : -ENOENT;
}

long close_from_but_channel(const struct actor *actor, uint64_t first) {
  uint64_t channel = (uint64_t)actor->channel;
  long result = 0;
  if (first < channel) {
    result = CALL3(close_range, first, channel - 1, 0);
  }
  uint64_t next = first > channel ? first : channel + 1;
  return result < 0 ? result : CALL3(close_range, next, ~0U, 0);
}

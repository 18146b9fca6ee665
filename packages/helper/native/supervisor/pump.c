#include "pump.h"

#include "calls.h"
#include "memory.h"

enum { INPUT, TERMINAL, OUTPUT };

void pump_prepare(struct pump *pump, const struct supervisor *supervisor) {
  int reads = pump->shown_length == 0 && !pump->showing_ended;
  short events = (short)((reads ? POLLIN : 0) | (pump->typed_length > 0 ? POLLOUT : 0));
  int master = supervisor->master;
  pump->polls[INPUT].fd = master >= 0 && pump->typed_length == 0 && !pump->typing_ended ? 0 : -1;
  pump->polls[INPUT].events = POLLIN;
  /* Without anything to wait for, a hang-up alone would end each wait. */
  pump->polls[TERMINAL].fd = events != 0 ? master : -1;
  pump->polls[TERMINAL].events = events;
  pump->polls[OUTPUT].fd = pump->shown_length > 0 ? 1 : -1;
  pump->polls[OUTPUT].events = POLLOUT;
}

static int would_block(long result) {
  return result == -EAGAIN || result == -EINTR;
}

/* Reads what is there; the end of the stream, or an error, ends it. */
static void fill(int fd, uint8_t *bytes, uint32_t *length, uint8_t *ended) {
  long count = read_some(fd, bytes, PUMP_CHUNK);
  if (count > 0) {
    *length = (uint32_t)count;
  } else if (!would_block(count)) {
    *ended = 1;
  }
}

/* Writes what goes; what nobody takes is dropped. */
static void drain(int fd, uint8_t *bytes, uint32_t *length) {
  long count = write_some(fd, bytes, *length);
  if (would_block(count)) {
    return;
  }
  uint32_t gone = count > 0 ? (uint32_t)count : *length;
  for (uint32_t i = gone; i < *length; i++) {
    bytes[i - gone] = bytes[i];
  }
  *length -= gone;
}

void pump_advance(struct pump *pump, const struct supervisor *supervisor) {
  short terminal = pump->polls[TERMINAL].revents;
  if (pump->polls[OUTPUT].revents != 0) {
    drain(1, pump->shown, &pump->shown_length);
  }
  if ((terminal & (POLLIN | POLLHUP | POLLERR)) != 0 && pump->shown_length == 0 && !pump->showing_ended) {
    fill(supervisor->master, pump->shown, &pump->shown_length, &pump->showing_ended);
  }
  if ((terminal & POLLOUT) != 0 && pump->typed_length > 0) {
    drain(supervisor->master, pump->typed, &pump->typed_length);
  }
  if (pump->polls[INPUT].revents != 0) {
    fill(0, pump->typed, &pump->typed_length, &pump->typing_ended);
  }
}

int pump_is_dry(const struct pump *pump, const struct supervisor *supervisor) {
  struct pollfd poll = {.fd = supervisor->master, .events = POLLIN};
  if (supervisor->master < 0) {
    return 1;
  }
  return pump->shown_length == 0 && (pump->showing_ended || poll_for(&poll, 1, 0) == 0 || (poll.revents & POLLIN) == 0);
}

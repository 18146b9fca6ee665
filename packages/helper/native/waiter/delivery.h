/* One request to the sandbox, on a connection of its own, that never holds anything else up. */
#ifndef SALLYPORT_DELIVERY_H
#define SALLYPORT_DELIVERY_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"
#include "message.h"
#include "reply.h"

enum { DELIVERY_TIME = 5000, DELIVERY_RETRY = 20 };

enum delivery_phase { DELIVERY_IDLE, DELIVERY_CONNECTING, DELIVERY_SENDING, DELIVERY_READING };

struct delivery {
  int fd;
  enum delivery_phase phase;
  int64_t deadline;
  size_t sent;
  size_t length;
  struct reply reply;
  uint8_t request[MAXIMUM_BEFORE + MAXIMUM_DIGITS + MAXIMUM_AFTER];
};

/* Begins to send before + number + after; given up after DELIVERY_TIME milliseconds. */
void delivery_begin(struct delivery *delivery, const struct message *message, uint32_t number);
/* Does what can be done now. */
void delivery_advance(struct delivery *delivery, const struct message *message);
/* What to wait for; gives the milliseconds after which to advance all the same, or NO_LIMIT when idle. */
int64_t delivery_poll(const struct delivery *delivery, struct pollfd *poll);
/* Delivers a number and waits for it. True when the sandbox answered. */
int deliver(struct delivery *delivery, const struct message *message, uint32_t number);

#endif

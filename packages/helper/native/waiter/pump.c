#include "calls.h"
#include "modes.h"

static void await(int fd, short events) {
  struct pollfd poll = {.fd = fd, .events = events};
  poll_for(&poll, 1, NO_LIMIT);
}

static int is_temporary(long result) {
  return result == -EAGAIN || result == -EINTR;
}

/* 0, or what writing failed with. */
static long write_all(const uint8_t *bytes, size_t length) {
  while (length > 0) {
    long count = write_some(FD_TARGET, bytes, length);
    if (is_temporary(count)) {
      await(FD_TARGET, POLLOUT);
    } else if (count < 0) {
      return count;
    } else {
      bytes += count;
      length -= (size_t)count;
    }
  }
  return 0;
}

int pump(const struct message *message) {
  static uint8_t bytes[PUMP_SIZE];
  int has_target = (message->header.roles & ROLE_TARGET) != 0;
  for (;;) {
    long count = read_some(FD_SOURCE, bytes, sizeof bytes);
    if (is_temporary(count)) {
      await(FD_SOURCE, POLLIN);
    } else if (count <= 0) {
      /* EIO: a terminal whose other side has gone. */
      return count == 0 || count == -EIO ? 0 : OWN_FAILURE;
    } else if (has_target) {
      long result = write_all(bytes, (size_t)count);
      if (result < 0) {
        return result == -EPIPE ? 0 : OWN_FAILURE;
      }
    }
  }
}

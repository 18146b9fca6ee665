#include "runner.h"

#include <poll.h>
#include <unistd.h>

/* As much as cat(1) reads at once. */
static char buffer[128 * 1024];

bool wait_for_output(const struct child *child) {
  char byte;
  return read(child->output, &byte, 1) == 1;
}

static void pass_on(ssize_t length) {
  for (ssize_t written = 0; written < length;) {
    ssize_t count = write(STDERR_FILENO, buffer + written, (size_t)(length - written));
    if (count < 0) {
      return;
    }
    written += count;
  }
}

uint64_t drain(const struct child *child) {
  uint64_t bytes = 0;
  struct pollfd streams[2] = {{.fd = child->output, .events = POLLIN}, {.fd = child->errors, .events = POLLIN}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    if (poll(streams, 2, -1) < 0) {
      fail("poll");
    }
    for (int stream = 0; stream < 2; stream++) {
      if (streams[stream].revents == 0) {
        continue;
      }
      ssize_t length = read(streams[stream].fd, buffer, sizeof buffer);
      if (length <= 0) {
        streams[stream].fd = -1;
        streams[stream].revents = 0;
      } else if (stream == 0) {
        bytes += (uint64_t)length;
      } else {
        pass_on(length);
      }
    }
  }
  return bytes;
}

#include <fcntl.h>
#include <limits.h>

#include "calls.h"
#include "modes.h"
#include "report.h"

enum { FEED_SIZE = 1024 * 1024 };

/* 0 when the parent has let go before. */
static int await_unless_stopped(int fd, short events) {
  struct pollfd polls[] = {{.fd = FD_CONTROL, .events = POLLIN}, {.fd = fd, .events = events}};
  do {
    poll_for(polls, 2, NO_LIMIT);
  } while (polls[0].revents == 0 && polls[1].revents == 0);
  return polls[0].revents == 0;
}

/* No more than fits into a pipe that takes anything (pipe(7)): nothing is left over of what was read. */
static long copy_some(void) {
  uint8_t bytes[PIPE_BUF];
  long count = read_some(FD_SOURCE, bytes, sizeof bytes);
  return count <= 0 ? count : write_some(FD_TARGET, bytes, (size_t)count);
}

int feed(void) {
  int can_splice = 1;
  for (;;) {
    if (!await_unless_stopped(FD_SOURCE, POLLIN) || !await_unless_stopped(FD_TARGET, POLLOUT)) {
      return 0;
    }
    long count = can_splice ? splice_some(FD_SOURCE, FD_TARGET, FEED_SIZE) : copy_some();
    if (count == -EINVAL && can_splice) {
      /* A file system that cannot: splice(2). */
      can_splice = 0;
    } else if (count == 0 || count == -EPIPE) {
      return 0;
    } else if (count < 0 && count != -EAGAIN && count != -EINTR) {
      fail(STEP_FEED, count);
    }
  }
}

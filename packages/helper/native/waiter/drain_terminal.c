#include "calls.h"
#include "modes.h"

int drain_terminal(void) {
  uint8_t bytes[4096];
  for (;;) {
    struct pollfd poll = {.fd = FD_TERMINAL, .events = POLLIN};
    long count = read_some(FD_TERMINAL, bytes, sizeof bytes);
    if (count == -EAGAIN || count == -EINTR) {
      poll_for(&poll, 1, NO_LIMIT);
    } else if (count <= 0) {
      /* EIO: the last holder of the replica has gone. */
      return count == 0 || count == -EIO ? 0 : OWN_FAILURE;
    }
  }
}

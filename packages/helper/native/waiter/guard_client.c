#include "calls.h"
#include "modes.h"

enum { KILL = 9 };

/* Waits until the client says that it is done, or is gone; true for the former. */
static int client_is_done(void) {
  for (;;) {
    struct pollfd poll = {.fd = FD_CONTROL, .events = POLLIN};
    uint8_t byte;
    long count = receive_some(FD_CONTROL, &byte, 1);
    if (count == 1 && byte == DONE) {
      return 1;
    }
    if (count == -EAGAIN || count == -EINTR) {
      poll_for(&poll, 1, NO_LIMIT);
    } else if (count <= 0) {
      return 0;
    }
  }
}

int guard_client(const struct message *message, struct delivery *delivery) {
  if (client_is_done()) {
    return 0;
  }
  int status = 0;
  /* First: it takes no time, and a shell is about to take the terminal back. */
  if ((message->header.roles & ROLE_TERMINAL) != 0 && set_terminal(FD_TERMINAL, message_attributes(message)) < 0) {
    status = OWN_FAILURE;
  }
  if (message->header.address_length > 0 && !deliver(delivery, message, KILL)) {
    status = OWN_FAILURE;
  }
  return status;
}

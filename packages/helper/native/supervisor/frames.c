#include "frames.h"

#include "calls.h"
#include "events.h"
#include "memory.h"
#include "system_call.h"

/* Milliseconds. */
enum { PATIENCE = 10000 };

static union {
  struct cmsghdr header;
  uint8_t bytes[CMSG_SPACE(sizeof(int))];
} control;

static void lose_client(struct supervisor *supervisor) {
  close_descriptor(supervisor->control);
  supervisor->control = -1;
}

/*
 * A client that was stopped reads on later, and what is traced waits for that. But a start is over in time, and so is
 * a command whose time is limited.
 */
static int64_t end_of_patience(const struct supervisor *supervisor) {
  if (!supervisor->started) {
    return now_ms() + PATIENCE;
  }
  return supervisor->time_limit == NO_LIMIT ? NO_LIMIT : supervisor->time_limit + PATIENCE;
}

static int await_room(const struct supervisor *supervisor) {
  struct pollfd poll = {.fd = supervisor->control, .events = POLLOUT};
  int64_t deadline = end_of_patience(supervisor);
  while (poll.revents == 0) {
    int64_t left = deadline == NO_LIMIT ? NO_LIMIT : deadline - now_ms();
    if (deadline != NO_LIMIT && left <= 0) {
      return 0;
    }
    poll_for(&poll, 1, left);
  }
  return (poll.revents & POLLOUT) != 0;
}

void send_bytes(struct supervisor *supervisor, const uint8_t *bytes, size_t length, int fd) {
  while (supervisor->control >= 0 && length > 0) {
    struct iovec vector = {(void *)(uintptr_t)bytes, length};
    struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1};
    if (fd >= 0) {
      message.msg_control = &control;
      message.msg_controllen = sizeof control;
      control.header.cmsg_len = CMSG_LEN(sizeof fd);
      control.header.cmsg_level = SOL_SOCKET;
      control.header.cmsg_type = SCM_RIGHTS;
      memcpy(CMSG_DATA(&control.header), &fd, sizeof fd);
    }
    long count = CALL3(sendmsg, supervisor->control, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count > 0) {
      bytes += count;
      length -= (size_t)count;
      fd = -1;
    } else if (count != -EINTR && (count != -EAGAIN || !await_room(supervisor))) {
      lose_client(supervisor);
    }
  }
}

void send_frame(struct supervisor *supervisor, struct frame frame) {
  frame.size = sizeof frame;
  events_flush(supervisor);
  send_bytes(supervisor, (const uint8_t *)&frame, sizeof frame, -1);
}

void send_value(struct supervisor *supervisor, struct frame frame, uint64_t value) {
  struct {
    struct frame frame;
    uint64_t value;
  } both = {frame, value};
  both.frame.size = sizeof both;
  events_flush(supervisor);
  send_bytes(supervisor, (const uint8_t *)&both, sizeof both, -1);
}

void send_descriptor(struct supervisor *supervisor, struct frame frame, int fd) {
  frame.size = sizeof frame;
  events_flush(supervisor);
  send_bytes(supervisor, (const uint8_t *)&frame, sizeof frame, fd);
  close_descriptor(fd);
}

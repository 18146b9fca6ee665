#include "calls.h"
#include "frames.h"
#include "memory.h"
#include "start_opener.h"
#include "supervisor.h"
#include "terminal.h"

static union {
  struct cmsghdr header;
  uint8_t bytes[CMSG_SPACE(sizeof(int))];
} control;

static int received_descriptor(struct msghdr *message) {
  int fd = -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(message);
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
      header->cmsg_len == CMSG_LEN(sizeof fd)) {
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
  }
  return fd;
}

static void take_listener(struct supervisor *supervisor, const struct record *record, int listener) {
  long result = start_opener(supervisor, listener);
  struct frame failed = {
      .type = FRAME_FAILED, .operation = NO_OPERATION, .process = record->process, .value = (int32_t)-result};
  if (result < 0) {
    abandon(supervisor, failed);
  }
}

static void take_record(struct supervisor *supervisor, const struct record *record, int fd) {
  struct frame failed = {
      .type = FRAME_FAILED, .operation = record->operation, .process = record->process, .value = record->value};
  struct frame message = {.type = FRAME_MESSAGE, .process = record->process, .value = record->value};
  switch (record->kind) {
  case RECORD_FAILED:
    abandon(supervisor, failed);
  case RECORD_EXECUTING:
    supervisor->executing = 1;
    break;
  case RECORD_MESSAGE:
    if (record->value == 0) {
      supervisor->announced = 1;
    } else {
      send_value(supervisor, message, record->detail);
    }
    break;
  case RECORD_TERMINAL:
    if (fd >= 0) {
      take_terminal(supervisor, fd);
    }
    return;
  case RECORD_LISTENER:
    take_listener(supervisor, record, fd);
    break;
  default:
    break;
  }
  if (fd >= 0) {
    close_descriptor(fd);
  }
}

void hear_channel(struct supervisor *supervisor) {
  while (supervisor->channel >= 0) {
    struct record record;
    struct iovec into = {&record, sizeof record};
    struct msghdr message = {
        .msg_iov = &into, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    long length = receive_message(supervisor->channel, &message);
    if (length == -EINTR) {
      continue;
    }
    if (length == -EAGAIN) {
      return;
    }
    if (length <= 0) {
      close_descriptor(supervisor->channel);
      supervisor->channel = -1;
      return;
    }
    int fd = received_descriptor(&message);
    if (length == (long)sizeof record) {
      take_record(supervisor, &record, fd);
    } else if (fd >= 0) {
      close_descriptor(fd);
    }
  }
}

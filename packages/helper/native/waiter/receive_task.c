#include "calls.h"
#include "memory.h"
#include "report.h"

struct received {
  int fds[MAXIMUM_DESCRIPTORS];
  int count;
};

static union {
  struct cmsghdr header;
  uint8_t bytes[CMSG_SPACE(MAXIMUM_DESCRIPTORS * sizeof(int))];
} control;

static void await_bytes(void) {
  struct pollfd poll = {.fd = FD_CONTROL, .events = POLLIN};
  require(STEP_MESSAGE, poll_for(&poll, 1, NO_LIMIT));
}

static void keep_descriptors(struct msghdr *from, struct received *received) {
  struct cmsghdr *header = CMSG_FIRSTHDR(from);
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
    received->count = (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(received->fds, CMSG_DATA(header), (size_t)received->count * sizeof(int));
  }
  if ((from->msg_flags & MSG_CTRUNC) != 0) {
    fail(STEP_MESSAGE, -EPROTO);
  }
}

/* The start of the message: descriptors come with its first byte. */
static size_t receive_start(struct message_header *header, struct received *received) {
  for (;;) {
    struct iovec into = {header, sizeof *header};
    struct msghdr start = {
        .msg_iov = &into, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    await_bytes();
    long length = receive_message(FD_CONTROL, &start);
    if (length == 0 || length == -ECONNRESET) {
      /* The parent went before it started anything, perhaps without having read what we reported. */
      exit_with(0);
    }
    if (length > 0) {
      keep_descriptors(&start, received);
      return (size_t)length;
    }
    if (length != -EAGAIN && length != -EINTR) {
      fail(STEP_MESSAGE, length);
    }
  }
}

static void receive_exactly(uint8_t *into, size_t length) {
  while (length > 0) {
    await_bytes();
    long count = receive_some(FD_CONTROL, into, length);
    if (count == -EAGAIN || count == -EINTR) {
      continue;
    }
    if (count <= 0) {
      fail(STEP_MESSAGE, count == 0 ? -EPROTO : count);
    }
    into += count;
    length -= (size_t)count;
  }
}

static int roles_fit(uint8_t mode, uint8_t roles) {
  switch (mode) {
  case MODE_WAIT:
    return (roles & ~(ROLE_ADDRESS | ROLE_GUARD)) == ROLE_REPLY;
  case MODE_START_KILL:
    return (roles & ~ROLE_ADDRESS) == ROLE_REPLY;
  case MODE_GUARD:
    return (roles & ~(ROLE_ADDRESS | ROLE_TERMINAL)) == 0;
  case MODE_PUMP:
    return (roles & ~ROLE_TARGET) == ROLE_SOURCE;
  case MODE_FEED:
    return roles == (ROLE_SOURCE | ROLE_TARGET);
  default:
    return 0;
  }
}

static int lengths_fit(const struct message_header *header) {
  size_t body = (size_t)header->address_length + header->before_length + header->after_length + header->attributes_length;
  int tells = header->address_length > 0;
  return header->length == sizeof *header + body && header->address_length <= MAXIMUM_ADDRESS &&
         header->before_length <= MAXIMUM_BEFORE && header->after_length <= MAXIMUM_AFTER &&
         tells == (header->before_length > 0) && tells >= (header->after_length > 0) &&
         tells >= ((header->roles & ROLE_ADDRESS) != 0) &&
         header->attributes_length == ((header->roles & ROLE_TERMINAL) != 0 ? ATTRIBUTES_LENGTH : 0);
}

static int moves_bytes(uint8_t mode) {
  return mode == MODE_PUMP || mode == MODE_FEED;
}

static int header_is_sound(const struct message_header *header, int descriptors) {
  int expected = 0;
  for (uint8_t rest = header->roles; rest != 0; rest &= (uint8_t)(rest - 1)) {
    expected++;
  }
  return header->magic == MAGIC && header->version == VERSION && roles_fit(header->mode, header->roles) &&
         descriptors == expected && lengths_fit(header) &&
         (header->mode == MODE_GUARD || moves_bytes(header->mode) == (header->address_length == 0)) &&
         (header->mode == MODE_START_KILL) == (header->time_limit > 0) &&
         (header->mode == MODE_WAIT || header->signals == 0);
}

static void place_descriptors(uint8_t roles, const struct received *received) {
  int next = 0;
  for (int i = 0; i < MAXIMUM_DESCRIPTORS; i++) {
    if ((roles & (1 << i)) != 0) {
      require(STEP_DESCRIPTORS, move_descriptor(received->fds[next++], FD_REPLY + i));
    }
  }
}

void receive_task(struct message *message) {
  struct received received = {.count = 0};
  uint8_t *bytes = (uint8_t *)&message->header;
  size_t length = receive_start(&message->header, &received);
  receive_exactly(bytes + length, sizeof message->header - length);
  if (!header_is_sound(&message->header, received.count)) {
    fail(STEP_MESSAGE, -EPROTO);
  }
  receive_exactly(message->body, message->header.length - sizeof message->header);
  place_descriptors(message->header.roles, &received);
}

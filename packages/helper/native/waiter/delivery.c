#include "delivery.h"

#include "calls.h"

static void finish(struct delivery *delivery) {
  if (delivery->fd >= 0) {
    close_descriptor(delivery->fd);
  }
  delivery->fd = -1;
  delivery->phase = DELIVERY_IDLE;
}

static void try_connect(struct delivery *delivery, const struct message *message) {
  int result = connect_stream(delivery->fd, message_address(message), message->header.address_length);
  if (result >= 0) {
    delivery->phase = DELIVERY_SENDING;
  } else if (result != -EAGAIN && result != -EINTR) {
    finish(delivery);
  }
}

static void send_rest(struct delivery *delivery) {
  while (delivery->sent < delivery->length) {
    long count = send_some(delivery->fd, delivery->request + delivery->sent, delivery->length - delivery->sent);
    if (count == -EAGAIN) {
      return;
    }
    if (count > 0) {
      delivery->sent += (size_t)count;
    } else if (count != -EINTR) {
      finish(delivery);
      return;
    }
  }
  delivery->phase = DELIVERY_READING;
}

void delivery_begin(struct delivery *delivery, const struct message *message, uint32_t number) {
  const struct message_header *header = &message->header;
  size_t length = header->before_length;
  memcpy(delivery->request, message_before(message), length);
  length += write_decimal(delivery->request + length, number);
  memcpy(delivery->request + length, message_after(message), header->after_length);
  delivery->length = length + header->after_length;
  delivery->sent = 0;
  delivery->deadline = now_ms() + DELIVERY_TIME;
  reply_begin(&delivery->reply);
  delivery->fd = open_stream();
  delivery->phase = delivery->fd < 0 ? DELIVERY_IDLE : DELIVERY_CONNECTING;
  delivery_advance(delivery, message);
}

void delivery_advance(struct delivery *delivery, const struct message *message) {
  if (delivery->phase == DELIVERY_CONNECTING) {
    try_connect(delivery, message);
  }
  if (delivery->phase == DELIVERY_SENDING) {
    send_rest(delivery);
  }
  if (delivery->phase == DELIVERY_READING && reply_receive(&delivery->reply, delivery->fd) != REPLY_UNFINISHED) {
    finish(delivery);
  }
  if (delivery->phase != DELIVERY_IDLE && now_ms() >= delivery->deadline) {
    finish(delivery);
  }
}

int64_t delivery_poll(const struct delivery *delivery, struct pollfd *poll) {
  poll->fd = -1;
  poll->events = delivery->phase == DELIVERY_SENDING ? POLLOUT : POLLIN;
  if (delivery->phase == DELIVERY_IDLE) {
    return NO_LIMIT;
  }
  if (delivery->phase == DELIVERY_CONNECTING) {
    /* A full backlog tells nobody when it has room again. */
    return DELIVERY_RETRY;
  }
  poll->fd = delivery->fd;
  int64_t left = delivery->deadline - now_ms();
  return left < 0 ? 0 : left;
}

int deliver(struct delivery *delivery, const struct message *message, uint32_t number) {
  delivery_begin(delivery, message, number);
  while (delivery->phase != DELIVERY_IDLE) {
    struct pollfd poll;
    int64_t limit = delivery_poll(delivery, &poll);
    poll_for(&poll, 1, limit);
    delivery_advance(delivery, message);
  }
  return delivery->reply.outcome == REPLY_COMPLETE;
}

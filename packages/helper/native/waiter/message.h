/*
 * What goes over the control socket. src/waiter-format.ts mirrors it.
 *
 * From the parent: one message, little-endian, with its descriptors (SCM_RIGHTS, in the order of the roles) on the
 * first byte: header, socket address, text before the number, text after it, terminal attributes.
 * To the parent: READY once signals are caught; then ACKNOWLEDGED once all is in hand. Instead of either: FAILED, the
 * step, the errno as a 32-bit number; in MODE_FEED also later. In MODE_WAIT in the end: STATUS, the wait status as a 32-bit number; without it,
 * the waiter never learnt how the command ended.
 */
#ifndef SALLYPORT_MESSAGE_H
#define SALLYPORT_MESSAGE_H

#include <stdint.h>

enum { MAGIC = 0x54575053, VERSION = 1 };

enum mode { MODE_WAIT = 1, MODE_START_KILL = 2, MODE_GUARD = 3, MODE_PUMP = 4, MODE_FEED = 5 };

enum role {
  /* The connection whose reply is awaited. */
  ROLE_REPLY = 1,
  /* Keeps the socket alive that the address names as /proc/self/fd/11. */
  ROLE_ADDRESS = 2,
  /* The client's end of a guard's control socket. */
  ROLE_GUARD = 4,
  ROLE_TERMINAL = 8,
  ROLE_SOURCE = 16,
  ROLE_TARGET = 32,
};

/* Descriptors have fixed numbers; received ones lie above all that the kernel hands out here. */
enum {
  FD_SIGNALS = 0,
  FD_CONTROL = 3,
  FD_REPLY = 10,
  FD_ADDRESS = 11,
  FD_GUARD = 12,
  FD_TERMINAL = 13,
  FD_SOURCE = 14,
  FD_TARGET = 15,
  MAXIMUM_DESCRIPTORS = 6,
};

enum { REPORT_READY = 'R', REPORT_ACKNOWLEDGED = 'A', REPORT_FAILED = 'E', REPORT_STATUS = 'S', DONE = 'D' };

enum step {
  STEP_BLOCK_SIGNALS = 1,
  STEP_OPEN_SIGNALS = 2,
  STEP_NOT_DUMPABLE = 3,
  STEP_DIRECTORY = 4,
  STEP_NAME = 5,
  STEP_MESSAGE = 6,
  STEP_DESCRIPTORS = 7,
  STEP_FEED = 8,
};

/* Exit status of every failure of our own. */
enum { OWN_FAILURE = 128 };

struct message_header {
  uint32_t magic;
  uint16_t version;
  uint8_t mode;
  uint8_t roles;
  /* Bytes of the whole message. */
  uint32_t length;
  /* MODE_START_KILL: milliseconds to wait for the reply. Else 0. */
  uint32_t time_limit;
  /* MODE_WAIT: signal n is bit n - 1. Else 0. */
  uint64_t signals;
  /* A sockaddr_un as connect(2) takes it; 0: there is nobody to tell (MODE_GUARD, MODE_PUMP, MODE_FEED). */
  uint16_t address_length;
  uint16_t before_length;
  uint16_t after_length;
  /* The kernel's struct termios (MODE_GUARD), or 0. */
  uint16_t attributes_length;
};

_Static_assert(sizeof(struct message_header) == 32, "the header is without padding");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the message is read in place");

enum {
  MAXIMUM_ADDRESS = 110,
  MAXIMUM_BEFORE = 1024,
  MAXIMUM_AFTER = 256,
  ATTRIBUTES_LENGTH = 36,
  MAXIMUM_BODY = MAXIMUM_ADDRESS + MAXIMUM_BEFORE + MAXIMUM_AFTER + ATTRIBUTES_LENGTH,
};

struct message {
  struct message_header header;
  uint8_t body[MAXIMUM_BODY];
};

static inline const uint8_t *message_address(const struct message *message) {
  return message->body;
}

static inline const uint8_t *message_before(const struct message *message) {
  return message_address(message) + message->header.address_length;
}

static inline const uint8_t *message_after(const struct message *message) {
  return message_before(message) + message->header.before_length;
}

static inline const uint8_t *message_attributes(const struct message *message) {
  return message_after(message) + message->header.after_length;
}

/* Reads the message and puts its descriptors in place. Exits when it is malformed, or never comes. */
void receive_task(struct message *message);

#endif

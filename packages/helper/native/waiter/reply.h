/* A urpc reply, {"success":bool,"err":string,"result":any}, read byte by byte: its closing brace is its only end. */
#ifndef SALLYPORT_REPLY_H
#define SALLYPORT_REPLY_H

#include <stddef.h>
#include <stdint.h>

/* Room for the longest token that has a meaning, a 32-bit number; TOKEN_TOO_LONG stands for all longer ones. */
enum { MAXIMUM_TOKEN = 10, TOKEN_TOO_LONG = MAXIMUM_TOKEN + 1, MAXIMUM_REPLY = 64 * 1024 };

enum reply_outcome { REPLY_UNFINISHED, REPLY_COMPLETE, REPLY_BROKEN };
enum reply_state {
  AT_START,
  AT_FIRST_KEY,
  AT_KEY,
  IN_KEY,
  AT_COLON,
  AT_VALUE,
  IN_STRING,
  IN_SCALAR,
  IN_NESTED,
  IN_NESTED_STRING,
  AFTER_VALUE,
};
enum reply_key { KEY_OTHER, KEY_SUCCESS, KEY_ERR, KEY_RESULT };
enum reply_kind { KIND_NONE, KIND_TRUE, KIND_STRING, KIND_NUMBER, KIND_OTHER };

struct reply {
  uint8_t state;
  uint8_t outcome;
  /* In a string: 0, 1 behind a backslash, 2 to 5 in the four digits behind \u. */
  uint8_t escape;
  uint8_t key;
  uint8_t token_length;
  uint8_t token[MAXIMUM_TOKEN];
  uint8_t success;
  uint8_t error;
  uint8_t result;
  uint64_t number;
  uint32_t depth;
  uint32_t size;
};

void reply_begin(struct reply *reply);
/* Takes bytes until the outcome is known; what follows the closing brace is dropped. */
enum reply_outcome reply_take(struct reply *reply, const uint8_t *bytes, size_t length);
/* Receives what a socket has. REPLY_BROKEN where the connection ended early. */
enum reply_outcome reply_receive(struct reply *reply, int fd);
/* True for a complete reply of success whose result is a plain whole number, which it puts into `number`. */
int reply_number(const struct reply *reply, uint64_t *number);

#endif

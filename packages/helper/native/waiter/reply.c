#include "reply.h"

#include "calls.h"
#include "memory.h"

static int is_space(uint8_t byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static int is_digit(uint8_t byte) {
  return byte >= '0' && byte <= '9';
}

static int is_hexadecimal(uint8_t byte) {
  uint8_t lower = byte | 0x20;
  return is_digit(byte) || (lower >= 'a' && lower <= 'f');
}

/* What a number, true, false or null is written with. */
static int is_scalar(uint8_t byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'z') || byte == 'E' || byte == '.' || byte == '-' || byte == '+';
}

static void token_add(struct reply *reply, uint8_t byte) {
  if (reply->token_length < MAXIMUM_TOKEN) {
    reply->token[reply->token_length++] = byte;
  } else {
    reply->token_length = TOKEN_TOO_LONG;
  }
}

static int token_is(const struct reply *reply, const char *word) {
  size_t i = 0;
  while (word[i] != '\0') {
    if (i >= reply->token_length || reply->token[i] != (uint8_t)word[i]) {
      return 0;
    }
    i++;
  }
  return reply->token_length == i;
}

static enum reply_key token_key(const struct reply *reply) {
  return token_is(reply, "success") ? KEY_SUCCESS
         : token_is(reply, "err")   ? KEY_ERR
         : token_is(reply, "result") ? KEY_RESULT
                                     : KEY_OTHER;
}

/* A whole number without sign, fraction, exponent or leading zero, as Go writes an unsigned one. */
static int read_number(struct reply *reply, uint64_t *number) {
  uint64_t value = 0;
  int leading_zero = reply->token_length > 1 && reply->token[0] == '0';
  if (reply->token_length == TOKEN_TOO_LONG || leading_zero) {
    return 0;
  }
  for (uint8_t i = 0; i < reply->token_length; i++) {
    if (!is_digit(reply->token[i])) {
      return 0;
    }
    value = value * 10 + (uint64_t)(reply->token[i] - '0');
  }
  *number = value;
  return 1;
}

static void set_value(struct reply *reply, enum reply_kind kind) {
  if (reply->key == KEY_SUCCESS) {
    reply->success = kind;
  } else if (reply->key == KEY_ERR) {
    reply->error = kind;
  } else if (reply->key == KEY_RESULT) {
    reply->result = kind;
  }
  reply->state = AFTER_VALUE;
}

static void end_scalar(struct reply *reply) {
  uint64_t number;
  if (token_is(reply, "true")) {
    set_value(reply, KIND_TRUE);
  } else if (token_is(reply, "false") || token_is(reply, "null")) {
    set_value(reply, KIND_OTHER);
  } else if (read_number(reply, &number)) {
    if (reply->key == KEY_RESULT) {
      reply->number = number;
    }
    set_value(reply, KIND_NUMBER);
  } else if (is_digit(reply->token[0]) || reply->token[0] == '-') {
    set_value(reply, KIND_OTHER);
  } else {
    reply->outcome = REPLY_BROKEN;
  }
}

/* One byte inside of a string; true for the quote that ends it. */
static int string_ends(struct reply *reply, uint8_t byte) {
  if (byte < ' ') {
    reply->outcome = REPLY_BROKEN;
  } else if (reply->escape == 1) {
    int known = byte == '"' || byte == '\\' || byte == '/' || byte == 'b' || byte == 'f' || byte == 'n' ||
                byte == 'r' || byte == 't' || byte == 'u';
    reply->escape = byte == 'u' ? 2 : 0;
    reply->outcome = known ? REPLY_UNFINISHED : REPLY_BROKEN;
  } else if (reply->escape > 1) {
    reply->escape = reply->escape == 5 ? 0 : (uint8_t)(reply->escape + 1);
    reply->outcome = is_hexadecimal(byte) ? REPLY_UNFINISHED : REPLY_BROKEN;
  } else if (byte == '\\') {
    /* Go escapes no letter of the keys that have a meaning. */
    reply->token_length = TOKEN_TOO_LONG;
    reply->escape = 1;
  } else if (byte == '"') {
    return 1;
  } else {
    token_add(reply, byte);
  }
  return 0;
}

static void begin_value(struct reply *reply, uint8_t byte) {
  reply->token_length = 0;
  if (byte == '"') {
    reply->state = IN_STRING;
  } else if (byte == '{' || byte == '[') {
    reply->depth = 1;
    reply->state = IN_NESTED;
  } else if (is_scalar(byte)) {
    token_add(reply, byte);
    reply->state = IN_SCALAR;
  } else {
    reply->outcome = REPLY_BROKEN;
  }
}

/* Objects and lists mean nothing here: only their end is looked for. */
static void take_nested(struct reply *reply, uint8_t byte) {
  if (byte == '"') {
    reply->state = IN_NESTED_STRING;
  } else if (byte == '{' || byte == '[') {
    reply->depth++;
  } else if ((byte == '}' || byte == ']') && --reply->depth == 0) {
    set_value(reply, KIND_OTHER);
  }
}

static void take_between(struct reply *reply, uint8_t byte) {
  if (is_space(byte)) {
    return;
  }
  if (reply->state == AT_START && byte == '{') {
    reply->state = AT_FIRST_KEY;
  } else if ((reply->state == AT_FIRST_KEY || reply->state == AT_KEY) && byte == '"') {
    reply->token_length = 0;
    reply->state = IN_KEY;
  } else if (reply->state == AT_COLON && byte == ':') {
    reply->state = AT_VALUE;
  } else if (reply->state == AT_VALUE) {
    begin_value(reply, byte);
  } else if (reply->state == AFTER_VALUE && byte == ',') {
    reply->state = AT_KEY;
  } else if ((reply->state == AT_FIRST_KEY || reply->state == AFTER_VALUE) && byte == '}') {
    reply->outcome = REPLY_COMPLETE;
  } else {
    reply->outcome = REPLY_BROKEN;
  }
}

static void take_byte(struct reply *reply, uint8_t byte) {
  switch (reply->state) {
  case IN_KEY:
    if (string_ends(reply, byte)) {
      reply->key = token_key(reply);
      reply->state = AT_COLON;
    }
    return;
  case IN_STRING:
    if (string_ends(reply, byte)) {
      set_value(reply, KIND_STRING);
    }
    return;
  case IN_NESTED_STRING:
    if (string_ends(reply, byte)) {
      reply->state = IN_NESTED;
    }
    return;
  case IN_NESTED:
    take_nested(reply, byte);
    return;
  case IN_SCALAR:
    if (is_scalar(byte)) {
      token_add(reply, byte);
      return;
    }
    end_scalar(reply);
    if (reply->outcome == REPLY_UNFINISHED) {
      take_between(reply, byte);
    }
    return;
  default:
    take_between(reply, byte);
  }
}

void reply_begin(struct reply *reply) {
  memset(reply, 0, sizeof *reply);
}

enum reply_outcome reply_take(struct reply *reply, const uint8_t *bytes, size_t length) {
  for (size_t i = 0; i < length && reply->outcome == REPLY_UNFINISHED; i++) {
    take_byte(reply, bytes[i]);
    if (++reply->size >= MAXIMUM_REPLY && reply->outcome == REPLY_UNFINISHED) {
      reply->outcome = REPLY_BROKEN;
    }
  }
  return reply->outcome;
}

enum reply_outcome reply_receive(struct reply *reply, int fd) {
  uint8_t bytes[512];
  while (reply->outcome == REPLY_UNFINISHED) {
    long count = receive_some(fd, bytes, sizeof bytes);
    if (count == -EAGAIN) {
      break;
    }
    if (count > 0) {
      reply_take(reply, bytes, (size_t)count);
    } else if (count != -EINTR) {
      reply->outcome = REPLY_BROKEN;
    }
  }
  return reply->outcome;
}

int reply_number(const struct reply *reply, uint64_t *number) {
  *number = reply->number;
  return reply->outcome == REPLY_COMPLETE && reply->success == KIND_TRUE && reply->error == KIND_STRING &&
         reply->result == KIND_NUMBER;
}

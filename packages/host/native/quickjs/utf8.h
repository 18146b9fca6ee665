#ifndef SALLYPORT_UTF8_H
#define SALLYPORT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A whole sequence, or the longest beginning of one that goes wrong (at least a byte). */
struct sallyport_utf8_step {
  bool valid;
  size_t length;
};

/* What `left` bytes (at least one) begin with. Overlong forms, surrogates and what lies beyond U+10FFFF are invalid. */
struct sallyport_utf8_step sallyport_utf8_step(const uint8_t *bytes, size_t left);

#endif

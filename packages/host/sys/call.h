#ifndef SALLYPORT_CALL_H
#define SALLYPORT_CALL_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

/* One argument. Lengths count elements: bytes, int32_t or double by the signature's letter. */
typedef union {
  int64_t integer;
  const char *string;
  char **strings;
  struct {
    void *data;
    size_t length;
  } buffer;
} sallyport_value;

/* A result of at least 0, or a negative errno. */
typedef int64_t (*sallyport_function)(const sallyport_value *arguments);

/*
 * What a binding exposes under `name`, one letter per argument:
 *   i  integer that fits int32_t        l  integer up to 2^53
 *   s  UTF-8 text without NUL           v  list of such texts, ended by NULL
 *   b  bytes, read or written           n  int32_t array, read or written
 *   d  double array, written
 */
struct sallyport_call {
  const char *name;
  const char *signature;
  sallyport_function call;
};

enum { SALLYPORT_MAXIMUM_ARGUMENTS = 8 };

/* Ended by an entry whose name is NULL. */
extern const struct sallyport_call sallyport_calls[];

/* Evaluates a system call again for as long as a signal interrupts it, into `result`. */
#define SALLYPORT_RETRY(result, expression)      \
  do {                                           \
    (result) = (expression);                     \
  } while ((result) == -1 && errno == EINTR)

static inline int64_t sallyport_result(int64_t result) { return result < 0 ? -(int64_t)errno : result; }

#endif

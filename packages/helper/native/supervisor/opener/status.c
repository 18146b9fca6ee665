#include "status.h"

#include <stddef.h>

const char *status_field(const char *status, const char *name) {
  for (const char *line = status; *line != '\0';) {
    const char *at = line;
    const char *expected = name;
    while (*expected != '\0' && *at == *expected) {
      at++;
      expected++;
    }
    if (*expected == '\0') {
      return at;
    }
    while (*line != '\0' && *line++ != '\n') {
    }
  }
  return NULL;
}

static uint32_t digit(char character) {
  enum { NONE = 16, TEN = 10 };
  if (character >= '0' && character <= '9') {
    return (uint32_t)(character - '0');
  }
  return character >= 'a' && character <= 'f' ? (uint32_t)(character - 'a' + TEN) : NONE;
}

int next_number(const char **at, uint32_t base, uint64_t *number) {
  while (**at == ' ' || **at == '\t') {
    (*at)++;
  }
  if (digit(**at) >= base) {
    return 0;
  }
  *number = 0;
  while (digit(**at) < base) {
    *number = *number * base + digit(*(*at)++);
  }
  return 1;
}

uint64_t status_number(const char *status, const char *name, int place, uint32_t base) {
  const char *at = status_field(status, name);
  uint64_t number = 0;
  while (at != NULL && next_number(&at, base, &number) && place-- != 0) {
  }
  return number;
}

#include "memory.h"

void *memcpy(void *restrict target, const void *restrict source, size_t length) {
  uint8_t *to = target;
  const uint8_t *from = source;
  while (length-- > 0) {
    *to++ = *from++;
  }
  return target;
}

void *memset(void *target, int byte, size_t length) {
  uint8_t *to = target;
  while (length-- > 0) {
    *to++ = (uint8_t)byte;
  }
  return target;
}

size_t write_decimal(uint8_t *target, uint32_t number) {
  size_t length = 1;
  for (uint32_t rest = number / 10; rest > 0; rest /= 10) {
    length++;
  }
  for (size_t i = length; i > 0; i--) {
    target[i - 1] = (uint8_t)('0' + number % 10);
    number /= 10;
  }
  return length;
}

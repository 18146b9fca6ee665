/* What the compiler may call by itself, and digits. */
#ifndef SALLYPORT_MEMORY_H
#define SALLYPORT_MEMORY_H

#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict target, const void *restrict source, size_t length);
void *memset(void *target, int byte, size_t length);

enum { MAXIMUM_DIGITS = 10 };

/* Writes the decimal digits and returns how many; at most MAXIMUM_DIGITS. */
size_t write_decimal(uint8_t *target, uint32_t number);

#endif

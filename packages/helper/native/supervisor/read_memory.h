/* The memory of a traced process. What is read may change at once: it is good for a record, never for a decision. */
#ifndef SALLYPORT_READ_MEMORY_H
#define SALLYPORT_READ_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* Reads up to `size` bytes, as far as they are there: how many, or a negative errno. */
long read_memory(int pid, uint64_t address, void *into, size_t size);

#endif

/* /proc/PID/status (proc(5)). */
#ifndef SALLYPORT_STATUS_H
#define SALLYPORT_STATUS_H

#include <stdint.h>

/* What follows a name at the start of a line; NULL when there is no such line. */
const char *status_field(const char *status, const char *name);
/* The next number of a line, which it is moved behind. False at the end of the line. */
int next_number(const char **at, uint32_t base, uint64_t *number);

enum { LAST_NUMBER = -1 };

/* The number at a place of a line, from 0, or the last one; 0 where there is none. */
uint64_t status_number(const char *status, const char *name, int place, uint32_t base);

#endif

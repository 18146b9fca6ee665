/* What the waiter tells its parent. */
#ifndef SALLYPORT_REPORT_H
#define SALLYPORT_REPORT_H

#include <stdint.h>

#include "message.h"

/* False when nobody is there any more to take it. */
int report(uint8_t byte);
/* Tells the command's wait status, to a parent that still listens. */
void report_status(uint32_t status);
/* Tells what failed and exits; `result` is a negative errno. */
_Noreturn void fail(enum step step, long result);
/* Fails where `result` is negative. */
void require(enum step step, long result);

#endif

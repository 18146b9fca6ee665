#ifndef SALLYPORT_REAP_H
#define SALLYPORT_REAP_H

#include "supervisor.h"

/* Takes in what has happened: notes each end, and lets each process that stopped go on. */
void reap(struct supervisor *supervisor);
/*
 * Does so while processes stop one after the other. To wait for them alone is much quicker than to wait for anything:
 * the kernel then wakes us on the processor of the process that stopped. Comes back at the end of a process of the
 * plan, and every few milliseconds: false when nothing has happened for so long.
 */
int reap_busily(struct supervisor *supervisor);

#endif

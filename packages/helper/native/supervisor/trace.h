#ifndef SALLYPORT_TRACE_H
#define SALLYPORT_TRACE_H

#include "supervisor.h"

/* Lets a process that stopped go on as if nobody traced it; `status` is wait4's. */
void go_on_after_stop(struct supervisor *supervisor, int pid, int status);

#endif

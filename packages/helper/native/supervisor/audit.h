/* System calls of the tree, as records of who calls what. */
#ifndef SALLYPORT_AUDIT_H
#define SALLYPORT_AUDIT_H

#include "supervisor.h"

/* A process stopped in front of a call that a filter marked (SECCOMP_RET_TRACE). True: its result is wanted as well. */
int record_call(struct supervisor *supervisor, int pid);
/* It stopped behind a call. */
void record_result(struct supervisor *supervisor, int pid);
/* Some rule wants results: processes also stop behind calls that were not marked. */
int wants_results(const struct supervisor *supervisor);

#endif

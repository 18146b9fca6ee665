/* The stages of operation `supervise`. */
#ifndef SALLYPORT_SUPERVISE_H
#define SALLYPORT_SUPERVISE_H

#include "supervisor.h"

/* Comes back once the payload counts as started. */
void await_start(struct supervisor *supervisor);
void report_start(struct supervisor *supervisor);
/* Sends the payload the signals that came; until it has started, SIGKILL alone. */
void deliver_signals(struct supervisor *supervisor);
/* To the payload and its process group. */
void signal_group(const struct supervisor *supervisor, int signal);

#endif

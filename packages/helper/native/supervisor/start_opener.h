#ifndef SALLYPORT_START_OPENER_H
#define SALLYPORT_START_OPENER_H

#include "supervisor.h"

/* Starts the process that opens files for those whose calls `listener` hands over. A negative errno on failure. */
long start_opener(struct supervisor *supervisor, int listener);
/* Passes on what it reports. */
void hear_reports(struct supervisor *supervisor);

#endif

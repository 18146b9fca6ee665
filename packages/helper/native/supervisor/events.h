/* Frames that come in numbers: kept for a moment, so that many go at once. */
#ifndef SALLYPORT_EVENTS_H
#define SALLYPORT_EVENTS_H

#include <stddef.h>

#include "supervisor.h"

enum { MAXIMUM_EVENT = 16384 };

/* Room for MAXIMUM_EVENT bytes behind those that wait. */
uint8_t *event_room(struct supervisor *supervisor);
/* What was written there is an event of so many bytes. */
void event_add(size_t length);
/* Sends those that wait, in front of any other frame. */
void events_flush(struct supervisor *supervisor);
/* When they are to be sent at the latest (now_ms), or NO_LIMIT. */
int64_t events_deadline(void);

/* Something that happened to a process of the tree. */
void report_process(struct supervisor *supervisor, int pid, enum process_event event, int32_t value);

#endif

/* Frames to who started us. Without him, they are dropped. */
#ifndef SALLYPORT_FRAMES_H
#define SALLYPORT_FRAMES_H

#include <stddef.h>

#include "supervisor.h"

void send_frame(struct supervisor *supervisor, struct frame frame);
void send_value(struct supervisor *supervisor, struct frame frame, uint64_t value);
/* With a descriptor, which is closed. */
void send_descriptor(struct supervisor *supervisor, struct frame frame, int fd);
/* Bytes, with a descriptor unless it is -1. Waits while there is no room for them. */
void send_bytes(struct supervisor *supervisor, const uint8_t *bytes, size_t length, int fd);

#endif

/* The payload's terminal, shown on descriptors 0 and 1. */
#ifndef SALLYPORT_TERMINAL_H
#define SALLYPORT_TERMINAL_H

#include "supervisor.h"

/* Takes the master of the payload's terminal, or passes it on. */
void take_terminal(struct supervisor *supervisor, int fd);
/* Gives it the window size of descriptor 0, when that is a terminal. */
void copy_window_size(const struct supervisor *supervisor);
void resize_terminal(const struct supervisor *supervisor, uint32_t rows, uint32_t columns);

#endif

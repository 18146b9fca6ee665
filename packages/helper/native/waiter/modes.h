/* What the waiter does once it has its task; each returns its exit status. */
#ifndef SALLYPORT_MODES_H
#define SALLYPORT_MODES_H

#include "delivery.h"
#include "message.h"

/* Stands for a command: ends as the awaited reply says the command ended, and forwards signals meanwhile. */
int wait_for_command(const struct message *message, struct delivery *delivery);
/* Kills a command whose start was given up, once the sandbox tells its number. */
int kill_late_start(const struct message *message, struct delivery *delivery);
enum { PUMP_SIZE = 64 * 1024 };

/* Copies all that the source gives, or drops it where there is no target. */
int pump(const struct message *message);
/* Moves the source into the target, a pipe, until the source ends, nobody reads, or the parent lets go. */
int feed(void);
/* Kills a command, and restores a terminal, when the client ends without a word. */
int guard_client(const struct message *message, struct delivery *delivery);

#endif

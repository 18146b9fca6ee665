#ifndef SALLYPORT_SEAL_H
#define SALLYPORT_SEAL_H

#include "memory.h"

/*
 * Starts this program over from a copy that nobody can write to, because the containers that it joins see it as
 * /proc/PID/exe (CVE-2019-5736). Returns 0 in the copy; else a negative errno, when none can be executed.
 */
long seal_program(char *const *argv);

#endif

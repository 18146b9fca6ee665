/*
 * spew BYTES [STATUS]: writes BYTES bytes to standard output and exits with STATUS (0).
 * The byte at offset i is character i % 64 of the alphabet below, so a reader can tell loss from reordering.
 */
#include "start.h"

enum { period = 64, block = 1024 * period };

static const char alphabet[period + 1] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\n";

/* Room for one more period: a block may start anywhere in it after a short write. */
static char pattern[block + period];

_Noreturn void guest_start(long *stack)
{
	char **arguments = (char **)(stack + 1);
	long left = stack[0] > 1 ? decimal(arguments[1]) : 0;
	int status = stack[0] > 2 ? (int)decimal(arguments[2]) : 0;

	for (int i = 0; i < block + period; i++)
		pattern[i] = alphabet[i % period];
	for (long offset = 0; left > 0;) {
		long size = left < block ? left : block;
		long written = system_call(__NR_write, 1, (long)(pattern + offset), size);
		if (written < 0)
			exit_with(1);
		left -= written;
		offset = (offset + written) % period;
	}
	exit_with(status);
}

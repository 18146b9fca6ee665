/*
 * legacy-call int80|x32 NUMBER PATH ARGUMENT: a system call of x86-64's other entries with a path and a number;
 * exits with the errno that it came to, and 0 when there was none.
 */
#include "start.h"

enum { longest_path = 256, error_limit = 4096, unsupported = 38 };

/* In the lower 4 GB, which is all that a call by int 0x80 reaches. */
static char path[longest_path];

#if defined(__x86_64__)
static long call_by_interrupt(long number, long argument)
{
	int result;
	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(number), "b"(path), "c"(argument), "d"(0)
			 : "memory", "r8", "r9", "r10", "r11");
	return result;
}

static long call(char entry, long number, long argument)
{
	const long x32_bit = 0x40000000;
	return entry == 'i' ? call_by_interrupt(number, argument)
			    : system_call(x32_bit + number, (long)path, argument, 0);
}
#else
static long call(char entry, long number, long argument)
{
	(void)entry, (void)number, (void)argument;
	return -unsupported;
}
#endif

_Noreturn void guest_start(long *stack)
{
	char **arguments = (char **)(stack + 1);
	if (stack[0] != 5)
		exit_with(255);
	for (int i = 0; i < longest_path - 1 && arguments[3][i] != '\0'; i++)
		path[i] = arguments[3][i];
	long result = call(arguments[1][0], decimal(arguments[2]), decimal(arguments[4]));
	exit_with(result < 0 && result > -error_limit ? (int)-result : 0);
}

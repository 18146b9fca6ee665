/* Program entry and system calls without a libc: the programs stay small and load from any descriptor. */
#ifndef SALLYPORT_GUEST_START_H
#define SALLYPORT_GUEST_START_H

#include <asm/unistd.h>

#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n\txor %ebp, %ebp\n\tmov %rsp, %rdi\n\tand $-16, %rsp\n\tcall guest_start\n");

static inline long system_call(long number, long first, long second, long third)
{
	long result;
	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(first), "S"(second), "d"(third)
			 : "rcx", "r11", "memory");
	return result;
}
#elif defined(__aarch64__)
__asm__(".globl _start\n_start:\n\tmov x29, #0\n\tmov x30, #0\n\tmov x0, sp\n\tbl guest_start\n");

static inline long system_call(long number, long first, long second, long third)
{
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = first;
	register long x1 __asm__("x1") = second;
	register long x2 __asm__("x2") = third;
	__asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
	return x0;
}
#else
#error "no program entry for this architecture"
#endif

static inline _Noreturn void exit_with(int status)
{
	for (;;)
		system_call(__NR_exit_group, status, 0, 0);
}

static inline long decimal(const char *text)
{
	long value = 0;
	for (; *text >= '0' && *text <= '9'; text++)
		value = value * 10 + (*text - '0');
	return value;
}

/* stack[0] is argc, the arguments follow (System V ABI, initial process stack). */
_Noreturn void guest_start(long *stack);

#endif

/* Where the kernel enters the program: the stack holds what nobody needs here. For main.c alone. */
#ifndef SALLYPORT_ENTRY_H
#define SALLYPORT_ENTRY_H

_Noreturn void waiter_main(void);

#if defined(__x86_64__)
__asm__(".text\n.globl _start\n.type _start, @function\n_start:\n\txor %ebp, %ebp\n\tand $-16, %rsp\n\tcall waiter_main\n");
#elif defined(__aarch64__)
__asm__(".text\n.globl _start\n.type _start, %function\n_start:\n\tmov x29, #0\n\tmov x30, #0\n\tbl waiter_main\n");
#else
#error "no program entry for this architecture"
#endif

#endif

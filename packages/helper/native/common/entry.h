/* Where the kernel enters the program. For main.c alone. */
#ifndef SALLYPORT_ENTRY_H
#define SALLYPORT_ENTRY_H

/* The stack holds the number of arguments and the arguments, ended by a null pointer. */
_Noreturn void program_main(const long *stack);

#if defined(__x86_64__)
__asm__(".text\n.globl _start\n.type _start, @function\n_start:\n\txor %ebp, %ebp\n\tmov %rsp, %rdi\n\tand $-16, %rsp\n\tcall program_main\n");
#elif defined(__aarch64__)
__asm__(".text\n.globl _start\n.type _start, %function\n_start:\n\tmov x29, #0\n\tmov x30, #0\n\tmov x0, sp\n\tbl program_main\n");
#else
#error "no program entry for this architecture"
#endif

#endif

/*
 * run_filtered FILTER FLAGS < CALLS: makes each system call in a process of its own, behind the filter in the file,
 * and prints a line for each: `result N`, the error as a negative number, or `signal N`. A call is a line
 *
 *   <x86_64, x86, x32 or native> <number> <six arguments>
 *
 * with numbers in hexadecimal. With no FILTER there is none; FLAGS are those of seccomp(2), in hexadecimal.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAXIMUM_INSTRUCTIONS 4096
#define ARGUMENTS 6

struct call {
  char abi[16];
  uint64_t number;
  uint64_t arguments[ARGUMENTS];
};

/* Shared with the process that makes the call. */
struct outcome {
  int is_done;
  long result;
};

static struct sock_filter instructions[MAXIMUM_INSTRUCTIONS];
static struct sock_fprog program = {.filter = instructions};
static unsigned int flags;

static _Noreturn void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(2);
}

static void read_filter(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t size = fd < 0 ? -1 : read(fd, instructions, sizeof instructions);
  if (size < 0) {
    fail(path);
  }
  program.len = (unsigned short)((size_t)size / sizeof *instructions);
  close(fd);
}

static long native_call(const struct call *call) {
  const uint64_t *a = call->arguments;
  long result = syscall((long)call->number, a[0], a[1], a[2], a[3], a[4], a[5]);
  return result == -1 ? -errno : result;
}

#ifdef __x86_64__
/* The 32-bit entry, which takes the low words. */
static long x86_call(const struct call *call) {
  const uint64_t *a = call->arguments;
  long result;
  __asm__ volatile("push %%rbp\n\t"
                   "mov %[last], %%rbp\n\t"
                   "int $0x80\n\t"
                   "pop %%rbp"
                   : "=a"(result)
                   : "a"(call->number), "b"(a[0]), "c"(a[1]), "d"(a[2]), "S"(a[3]), "D"(a[4]), [last] "r"(a[5])
                   : "memory", "r8", "r9", "r10", "r11");
  return (int)result;
}
#else
static long x86_call(const struct call *call) {
  (void)call;
  errno = ENOTSUP;
  fail("x86");
}
#endif

static _Noreturn void make_call(const struct call *call, struct outcome *outcome) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    fail("PR_SET_NO_NEW_PRIVS");
  }
  if (program.len > 0 && syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program) < 0) {
    fail("seccomp");
  }
  outcome->result = strcmp(call->abi, "x86") == 0 ? x86_call(call) : native_call(call);
  outcome->is_done = 1;
  /* The filter may forbid to exit. */
  for (;;) {
    _exit(0);
  }
}

static void run(const struct call *call) {
  struct outcome *outcome =
      mmap(NULL, sizeof *outcome, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (outcome == MAP_FAILED) {
    fail("mmap");
  }
  fflush(NULL);
  pid_t pid = fork();
  if (pid < 0) {
    fail("fork");
  }
  if (pid == 0) {
    make_call(call, outcome);
  }
  int status = 0;
  while (waitpid(pid, &status, WNOHANG) == 0) {
    if (*(volatile int *)&outcome->is_done) {
      kill(pid, SIGKILL);
    }
    usleep(100);
  }
  if (outcome->is_done) {
    printf("result %ld\n", outcome->result);
  } else if (WIFSIGNALED(status)) {
    printf("signal %d\n", WTERMSIG(status));
  } else {
    exit(2);
  }
  munmap(outcome, sizeof *outcome);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: run_filtered FILTER FLAGS\n");
    return 2;
  }
  read_filter(argv[1]);
  flags = (unsigned int)strtoul(argv[2], NULL, 16);
  struct call call;
  while (scanf("%15s %" SCNx64, call.abi, &call.number) == 2) {
    for (size_t i = 0; i < ARGUMENTS; i++) {
      if (scanf("%" SCNx64, &call.arguments[i]) != 1) {
        fprintf(stderr, "malformed call\n");
        return 2;
      }
    }
    run(&call);
  }
  return 0;
}

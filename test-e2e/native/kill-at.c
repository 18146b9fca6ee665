/*
 * kill-at N COMMAND...: runs COMMAND, and kills it with SIGKILL at the Nth system call of its first thread, counted from
 * the one that starts its first child; 0 for not at all. Adopts what it leaves, and ends when nobody is left of it.
 * Prints how many such calls there were.
 */
#include <err.h>
#include <errno.h>
#include <linux/ptrace.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The C library's own header and the kernel's do not go together. */
static long trace(long request, pid_t pid, unsigned long argument, unsigned long data) {
  return syscall(SYS_ptrace, request, pid, argument, data);
}

enum { SYSCALL_STOP = SIGTRAP | 0x80 };

static pid_t start(char **words) {
  pid_t pid = fork();
  if (pid < 0) {
    err(1, "fork");
  }
  if (pid == 0) {
    trace(PTRACE_TRACEME, 0, 0, 0);
    execvp(words[0], words);
    err(127, "%s", words[0]);
  }
  return pid;
}

static int starts_child(const struct ptrace_syscall_info *info) {
  /* Threads are started by clone3. */
  return info->entry.nr == SYS_clone;
}

/* True at the beginning of a call, and once a child was started. */
static int counts(pid_t pid, long count) {
  struct ptrace_syscall_info info;
  if (trace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, (unsigned long)&info) < 0) {
    err(1, "PTRACE_GET_SYSCALL_INFO");
  }
  return info.op == PTRACE_SYSCALL_INFO_ENTRY && (count > 0 || starts_child(&info));
}

static long follow(pid_t pid, long last) {
  long count = 0;
  int status;
  int signal = 0;
  if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status)) {
    errx(1, "it was not started");
  }
  trace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  for (;;) {
    trace(PTRACE_SYSCALL, pid, 0, (unsigned long)signal);
    if (waitpid(pid, &status, 0) != pid) {
      err(1, "waitpid");
    }
    if (!WIFSTOPPED(status)) {
      return count;
    }
    signal = WSTOPSIG(status) == SYSCALL_STOP ? 0 : WSTOPSIG(status);
    if (signal == 0 && counts(pid, count) && ++count == last) {
      kill(pid, SIGKILL);
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 3) {
    errx(1, "usage: kill-at N COMMAND...");
  }
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  long count = follow(start(argv + 2), strtol(argv[1], NULL, 10));
  while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) {
  }
  printf("%ld\n", count);
  return 0;
}

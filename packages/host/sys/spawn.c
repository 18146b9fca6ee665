#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "calls.h"
#include "close_on_exec_from.h"

#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x00001000
#endif
#ifndef P_PIDFD
#define P_PIDFD ((idtype_t)3)
#endif

/* What failed, as src/system/spawn-steps.ts names it. */
enum step { STEP_CLONE, STEP_SESSION, STEP_DESCRIPTORS, STEP_TERMINAL, STEP_DIRECTORY, STEP_EXECUTE };
enum session { SESSION_SAME, SESSION_NEW, SESSION_NEW_WITH_TERMINAL };
enum { STACK_SIZE = 256 * 1024 };

/* Shared with the child, which runs on the parent's memory while the parent stands still (CLONE_VM | CLONE_VFORK). */
struct plan {
  const char *executable;
  char **argv;
  char **environment;
  int32_t *fds;
  int count;
  const char *directory;
  int64_t session;
  volatile int step;
  volatile int error;
};

static int place_descriptors(const struct plan *plan) {
  /* First out of the way of every target number, so that no source is overwritten before its turn. */
  for (int i = 0; i < plan->count; i++) {
    if (plan->fds[i] < plan->count && plan->fds[i] != i) {
      int copy = fcntl(plan->fds[i], F_DUPFD_CLOEXEC, plan->count);
      if (copy < 0) {
        return -1;
      }
      plan->fds[i] = copy;
    }
  }
  for (int i = 0; i < plan->count; i++) {
    int result = plan->fds[i] == i ? fcntl(i, F_SETFD, 0) : dup2(plan->fds[i], i);
    if (result < 0) {
      return -1;
    }
  }
  return sallyport_close_on_exec_from(plan->count);
}

static void default_signals(void) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) {
    sigaction(number, &action, NULL);
  }
}

static int run_child(void *argument) {
  struct plan *plan = argument;
  sigset_t none;
  default_signals();
  plan->step = STEP_SESSION;
  int failed = plan->session != SESSION_SAME && setsid() < 0;
  if (!failed) {
    plan->step = STEP_DESCRIPTORS;
    failed = place_descriptors(plan) < 0;
  }
  if (!failed && plan->session == SESSION_NEW_WITH_TERMINAL) {
    plan->step = STEP_TERMINAL;
    failed = ioctl(0, TIOCSCTTY, 0) < 0;
  }
  if (!failed && plan->directory[0] != '\0') {
    plan->step = STEP_DIRECTORY;
    failed = chdir(plan->directory) < 0;
  }
  if (!failed) {
    plan->step = STEP_EXECUTE;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(plan->executable, plan->argv, plan->environment);
  }
  plan->error = errno;
  _exit(127);
}

static int start_child(struct plan *plan, int *pidfd) {
  void *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) {
    return -errno;
  }
  sigset_t all;
  sigset_t former;
  /* No handler of ours may run in the child: it would run on our memory. */
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &former);
  int pid = clone(run_child, (char *)stack + STACK_SIZE, CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, plan, pidfd);
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &former, NULL);
  munmap(stack, STACK_SIZE);
  return pid < 0 ? -error : pid;
}

/* Arguments: executable, argv, environment, fds, directory ("" keeps ours), session, out [pidfd, step that failed]. */
int64_t sallyport_spawn(const sallyport_value *arguments) {
  size_t count = arguments[3].buffer.length;
  int32_t *out = arguments[6].buffer.data;
  if (count > INT16_MAX || arguments[6].buffer.length < 2) {
    return -EINVAL;
  }
  struct plan plan = {
      .executable = arguments[0].string,
      .argv = arguments[1].strings,
      .environment = arguments[2].strings,
      .fds = malloc((count + 1) * sizeof(int32_t)),
      .count = (int)count,
      .directory = arguments[4].string,
      .session = arguments[5].integer,
      .step = STEP_CLONE,
  };
  if (plan.fds == NULL) {
    return -ENOMEM;
  }
  if (count > 0) {
    memcpy(plan.fds, arguments[3].buffer.data, count * sizeof(int32_t));
  }
  int pidfd = -1;
  int pid = start_child(&plan, &pidfd);
  free(plan.fds);
  out[0] = pidfd;
  out[1] = plan.step;
  if (pid < 0 || plan.error == 0) {
    return pid;
  }
  int result;
  SALLYPORT_RETRY(result, waitpid(pid, NULL, 0));
  close(pidfd);
  return -(int64_t)plan.error;
}

/* Reaps the child behind a pidfd: its wait status as wait(2) has it, -EAGAIN while it runs. */
int64_t sallyport_exit_status(const sallyport_value *arguments) {
  enum { CORE_DUMPED = 0x80 };
  siginfo_t info = {0};
  int result;
  SALLYPORT_RETRY(result, waitid(P_PIDFD, (id_t)arguments[0].integer, &info, WEXITED | WNOHANG));
  if (result < 0) {
    return -(int64_t)errno;
  }
  if (info.si_pid == 0) {
    return -EAGAIN;
  }
  if (info.si_code == CLD_EXITED) {
    return (info.si_status & 0xff) << 8;
  }
  return info.si_status | (info.si_code == CLD_DUMPED ? CORE_DUMPED : 0);
}

#include "trace.h"

#include <linux/ptrace.h>
#include <signal.h>
#include <sys/wait.h>

#include "audit.h"
#include "events.h"
#include "system_call.h"

/* A stop behind a system call (PTRACE_O_TRACESYSGOOD). */
enum { SYSCALL_STOP = SIGTRAP | 0x80 };

static void note_execution(struct supervisor *supervisor, int pid) {
  for (int i = 0; i < MAXIMUM_PROCESSES; i++) {
    supervisor->executed[i] |= supervisor->births->pids[i] == pid;
  }
  if (pid == payload_pid(supervisor) && supervisor->task->trace_options != 0) {
    CALL4(ptrace, PTRACE_SETOPTIONS, pid, 0, supervisor->task->trace_options);
  }
}

static void note_process(struct supervisor *supervisor, int pid, enum process_event event) {
  uint64_t message = 0;
  if (has_flag(supervisor, REPORT_PROCESSES)) {
    CALL4(ptrace, PTRACE_GETEVENTMSG, pid, 0, &message);
    report_process(supervisor, pid, event, (int32_t)message);
  }
}

/* Stops of the job-control kind last until SIGCONT, as they do without a tracer. */
static int stops_group(int signal) {
  return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

/* How a process goes on from a stop with one of ptrace(2)'s events. */
static int request_after_event(struct supervisor *supervisor, int pid, int event, int signal) {
  int behind_call = wants_results(supervisor) ? PTRACE_SYSCALL : PTRACE_CONT;
  switch (event) {
  case PTRACE_EVENT_STOP:
    return stops_group(signal) ? PTRACE_LISTEN : PTRACE_CONT;
  case PTRACE_EVENT_FORK:
  case PTRACE_EVENT_VFORK:
  case PTRACE_EVENT_CLONE:
    note_process(supervisor, pid, PROCESS_FORKED);
    return behind_call;
  case PTRACE_EVENT_EXEC:
    note_execution(supervisor, pid);
    note_process(supervisor, pid, PROCESS_EXECUTED);
    return behind_call;
  case PTRACE_EVENT_SECCOMP:
    return record_call(supervisor, pid) ? PTRACE_SYSCALL : PTRACE_CONT;
  default:
    return PTRACE_CONT;
  }
}

void go_on_after_stop(struct supervisor *supervisor, int pid, int status) {
  int signal = WSTOPSIG(status);
  int event = status >> 16;
  if (supervisor->task != NULL && !has_flag(supervisor, TREE)) {
    /* It asked to be traced (PTRACE_TRACEME), and nobody here debugs it. */
    CALL4(ptrace, PTRACE_DETACH, pid, 0, signal == SIGTRAP ? 0 : signal);
  } else if (event != 0) {
    CALL4(ptrace, request_after_event(supervisor, pid, event, signal), pid, 0, 0);
  } else if (signal == SYSCALL_STOP) {
    record_result(supervisor, pid);
    CALL4(ptrace, PTRACE_CONT, pid, 0, 0);
  } else {
    CALL4(ptrace, PTRACE_CONT, pid, 0, signal);
  }
}

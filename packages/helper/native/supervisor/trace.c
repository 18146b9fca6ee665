#include <linux/ptrace.h>
#include <signal.h>
#include <sys/wait.h>

#include "supervisor.h"
#include "system_call.h"

static void go_on(int pid, int signal) {
  CALL4(ptrace, PTRACE_CONT, pid, 0, signal);
}

static void note_process(struct supervisor *supervisor, int pid, enum process_event event) {
  uint64_t message = 0;
  for (int i = 0; i < MAXIMUM_PROCESSES && event == PROCESS_EXECUTED; i++) {
    supervisor->executed[i] |= supervisor->births->pids[i] == pid;
  }
  if (has_flag(supervisor, REPORT_PROCESSES)) {
    CALL4(ptrace, PTRACE_GETEVENTMSG, pid, 0, &message);
    struct frame frame = {.type = FRAME_PROCESS, .pid = pid, .value = (int32_t)message, .detail = event};
    send_frame(supervisor, frame);
  }
}

/* Stops of the job-control kind last until SIGCONT, as they do without a tracer. */
static int stops_group(int signal) {
  return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

void go_on_after_stop(struct supervisor *supervisor, int pid, int status) {
  int signal = WSTOPSIG(status);
  int event = status >> 16;
  if (supervisor->task != NULL && !has_flag(supervisor, TREE)) {
    /* It asked to be traced (PTRACE_TRACEME), and nobody here debugs it. */
    CALL4(ptrace, PTRACE_DETACH, pid, 0, signal == SIGTRAP ? 0 : signal);
    return;
  }
  switch (event) {
  case 0:
    go_on(pid, signal);
    return;
  case PTRACE_EVENT_STOP:
    if (stops_group(signal)) {
      CALL4(ptrace, PTRACE_LISTEN, pid, 0, 0);
      return;
    }
    break;
  case PTRACE_EVENT_FORK:
  case PTRACE_EVENT_VFORK:
  case PTRACE_EVENT_CLONE:
    note_process(supervisor, pid, PROCESS_FORKED);
    break;
  case PTRACE_EVENT_EXEC:
    note_process(supervisor, pid, PROCESS_EXECUTED);
    break;
  default:
    break;
  }
  go_on(pid, 0);
}

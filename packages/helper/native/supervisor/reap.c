#include "reap.h"

#include <signal.h>
#include <stdint.h>
#include <sys/wait.h>

#include "calls.h"
#include "events.h"
#include "system_call.h"
#include "ticks.h"
#include "trace.h"

/* wait(2): WCOREFLAG. */
enum { DUMPED = 0x80 };

/* True for a process of the plan. */
static int note_end(struct supervisor *supervisor, int pid, int status) {
  int known = 0;
  for (int i = 0; i < MAXIMUM_PROCESSES; i++) {
    if (supervisor->births->pids[i] == pid && !supervisor->ended[i]) {
      supervisor->ended[i] = 1;
      supervisor->statuses[i] = status;
      known = 1;
    }
  }
  if (pid == supervisor->opener) {
    /* Nobody opens anything for them any more: those who are left could do nothing. */
    supervisor->kill_requested |= status != 0;
    return 0;
  }
  if (has_flag(supervisor, REPORT_PROCESSES)) {
    report_process(supervisor, pid, PROCESS_ENDED, status);
  }
  return known;
}

/* One change of one process: its id, 0 when none has changed, or a negative errno. */
static long reap_one(struct supervisor *supervisor, int options, int *ended) {
  int status = 0;
  /* Threads and processes without an exit signal are ours to wait for too, when we trace them. */
  long pid = CALL4(wait4, -1, &status, options | __WALL, NULL);
  *ended = 0;
  if (pid > 0 && WIFSTOPPED(status)) {
    supervisor->stops++;
    go_on_after_stop(supervisor, (int)pid, status);
  } else if (pid > 0) {
    *ended = note_end(supervisor, (int)pid, status);
  }
  supervisor->alone = pid == -ECHILD;
  return pid;
}

/* Of a process that has ended, which stays for whoever is to reap it; as wait(2) has it. */
static int status_of_ended(int pid, int *status) {
  siginfo_t info = {.si_pid = 0};
  long result = CALL5(waitid, P_PID, pid, &info, WEXITED | WNOWAIT | WNOHANG | __WALL, NULL);
  if (result < 0 || info.si_pid != pid) {
    return 0;
  }
  int dumped = info.si_code == CLD_DUMPED ? DUMPED : 0;
  *status = info.si_code == CLD_EXITED ? info.si_status << 8 : info.si_status | dumped;
  return 1;
}

/* Who inherits a payload that is left learns how it ended, also when it has ended by now: it is not reaped here. */
static void reap_all_but_payload(struct supervisor *supervisor) {
  for (int i = 0; i < MAXIMUM_PROCESSES; i++) {
    int pid = supervisor->births->pids[i];
    int status;
    if (pid <= 0 || supervisor->ended[i]) {
      continue;
    }
    int ended = i == payload_number(supervisor) ? status_of_ended(pid, &status)
                                                 : CALL4(wait4, pid, &status, WNOHANG | __WALL, NULL) == pid;
    if (ended) {
      note_end(supervisor, pid, status);
    }
  }
}

void reap(struct supervisor *supervisor) {
  int ended;
  if (has_flag(supervisor, LEAVE_WHEN_STARTED)) {
    reap_all_but_payload(supervisor);
    return;
  }
  while (reap_one(supervisor, WNOHANG, &ended) > 0) {
  }
}

int reap_busily(struct supervisor *supervisor) {
  int ended = 0;
  long pid = 1;
  supervisor->stops = 0;
  while (pid > 0 && !ended) {
    pid = reap_one(supervisor, 0, &ended);
  }
  return supervisor->stops > 0;
}

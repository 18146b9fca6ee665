#include <sys/wait.h>

#include "calls.h"
#include "supervisor.h"
#include "system_call.h"

static void note_end(struct supervisor *supervisor, int pid, int status) {
  for (int i = 0; i < MAXIMUM_PROCESSES; i++) {
    if (supervisor->births->pids[i] == pid && !supervisor->ended[i]) {
      supervisor->ended[i] = 1;
      supervisor->statuses[i] = status;
    }
  }
  if (has_flag(supervisor, REPORT_PROCESSES)) {
    struct frame frame = {.type = FRAME_PROCESS, .pid = pid, .value = status, .detail = PROCESS_ENDED};
    send_frame(supervisor, frame);
  }
}

void reap(struct supervisor *supervisor) {
  for (;;) {
    int status = 0;
    /* Threads and processes without an exit signal are ours to wait for too, when we trace them. */
    long pid = CALL4(wait4, -1, &status, WNOHANG | __WALL, NULL);
    supervisor->alone = pid == -ECHILD;
    if (pid <= 0) {
      return;
    }
    if (WIFSTOPPED(status)) {
      go_on_after_stop(supervisor, (int)pid, status);
    } else {
      note_end(supervisor, (int)pid, status);
    }
  }
}

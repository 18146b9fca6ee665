#include <signal.h>

#include "supervise.h"
#include "system_call.h"

void deliver_signals(struct supervisor *supervisor) {
  int pid = payload_pid(supervisor);
  uint64_t due = supervisor->requested | (supervisor->caught & supervisor->task->signals);
  if (!supervisor->started) {
    due &= pid > 0 ? signal_bit(SIGKILL) : 0;
  }
  for (uint32_t number = 1; number <= HIGHEST_SIGNAL && due != 0; number++) {
    if ((due & signal_bit(number)) != 0 && pid > 0) {
      CALL2(kill, pid, number);
    }
  }
  supervisor->requested &= ~due;
  supervisor->caught &= ~due;
}

void signal_group(const struct supervisor *supervisor, int signal) {
  int pid = payload_pid(supervisor);
  if (pid > 0 && CALL2(kill, -pid, signal) < 0) {
    CALL2(kill, pid, signal);
  }
}

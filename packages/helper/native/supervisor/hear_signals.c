#include <signal.h>
#include <sys/signalfd.h>

#include "calls.h"
#include "supervisor.h"
#include "terminal.h"

void hear_signals(struct supervisor *supervisor) {
  struct signalfd_siginfo information;
  while (read_some(supervisor->signals, &information, sizeof information) == (long)sizeof information) {
    if (information.ssi_signo == SIGWINCH) {
      copy_window_size(supervisor);
    }
    supervisor->caught |= signal_bit(information.ssi_signo);
  }
}

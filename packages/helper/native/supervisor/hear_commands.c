#include "calls.h"
#include "supervise.h"
#include "supervisor.h"
#include "terminal.h"

static void take_command(struct supervisor *supervisor, const struct command *command) {
  switch (command->type) {
  case COMMAND_PROCEED:
    supervisor->proceed = 1;
    supervisor->proceed_value = command->first;
    break;
  case COMMAND_SIGNAL:
    supervisor->requested |= signal_bit(command->first);
    /* In the order in which they were asked for: a SIGSTOP behind its SIGCONT would stay. */
    if (supervisor->started) {
      deliver_signals(supervisor);
    }
    break;
  case COMMAND_RESIZE:
    resize_terminal(supervisor, command->first, command->second);
    break;
  case COMMAND_KILL:
    supervisor->kill_requested = 1;
    break;
  default:
    break;
  }
}

void hear_commands(struct supervisor *supervisor) {
  while (supervisor->control >= 0) {
    uint8_t *into = (uint8_t *)&supervisor->command + supervisor->command_length;
    long length = receive_some(supervisor->control, into, sizeof supervisor->command - supervisor->command_length);
    if (length == -EINTR) {
      continue;
    }
    if (length == -EAGAIN) {
      return;
    }
    if (length <= 0) {
      close_descriptor(supervisor->control);
      supervisor->control = -1;
      return;
    }
    supervisor->command_length += (uint32_t)length;
    if (supervisor->command_length == sizeof supervisor->command) {
      supervisor->command_length = 0;
      take_command(supervisor, &supervisor->command);
    }
  }
}

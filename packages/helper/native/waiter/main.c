/* The waiter: what stands for a command once its client has left. It is given its task over FD_CONTROL (message.h). */
#include "calls.h"
#include "entry.h"
#include "modes.h"
#include "report.h"

static struct message message;
static struct delivery delivery = {.phase = DELIVERY_IDLE};

/* Keeps nothing open that somebody waits to see closed. Spawning has closed what is above the control socket already. */
static void prepare(void) {
  require(STEP_BLOCK_SIGNALS, block_all_signals());
  for (int fd = 0; fd < FD_CONTROL; fd++) {
    close_descriptor(fd);
  }
  close_from(FD_CONTROL + 1);
  int signals = open_signals();
  require(STEP_OPEN_SIGNALS, signals == FD_SIGNALS || signals < 0 ? signals : -EBADF);
  require(STEP_NOT_DUMPABLE, set_not_dumpable());
  require(STEP_DIRECTORY, enter_root());
  require(STEP_NAME, set_name("sallyport-wait"));
}

void program_main(const long *stack) {
  (void)stack;
  prepare();
  if (!report(REPORT_READY)) {
    exit_with(0);
  }
  receive_task(&message);
  int acknowledged = report(REPORT_ACKNOWLEDGED);
  if (message.header.mode == MODE_GUARD) {
    exit_with(guard_client(&message, &delivery));
  }
  if (message.header.mode == MODE_PUMP) {
    close_descriptor(FD_CONTROL);
    exit_with(pump(&message));
  }
  if (message.header.mode == MODE_FEED) {
    exit_with(feed());
  }
  if (message.header.mode == MODE_START_KILL) {
    close_descriptor(FD_CONTROL);
    exit_with(kill_late_start(&message, &delivery));
  }
  /* Without the parent nobody will ever know that we stand for the command: a guard shall end it. */
  exit_with(acknowledged ? wait_for_command(&message, &delivery) : OWN_FAILURE);
}

#include <signal.h>
#include <unistd.h>

#include "calls.h"

static volatile int catcher = -1;

/* A byte with the signal's number into the catcher; a full pipe has enough to wake its reader. */
static void on_signal(int number) {
  int error = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(catcher, &byte, 1);
  (void)written;
  errno = error;
}

static int64_t act(int number, struct sigaction action) {
  return sallyport_result(sigaction(number, &action, NULL));
}

/* Arguments: signal, the non-blocking pipe that all signals go to. */
int64_t sallyport_catch_signal(const sallyport_value *arguments) {
  catcher = (int)arguments[1].integer;
  return act((int)arguments[0].integer, (struct sigaction){.sa_handler = on_signal, .sa_flags = SA_RESTART});
}

int64_t sallyport_set_signal_ignored(const sallyport_value *arguments) {
  return act((int)arguments[0].integer, (struct sigaction){.sa_handler = arguments[1].integer ? SIG_IGN : SIG_DFL});
}

int64_t sallyport_send_signal(const sallyport_value *arguments) {
  return sallyport_result(kill((pid_t)arguments[0].integer, (int)arguments[1].integer));
}

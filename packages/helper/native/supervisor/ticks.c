#include "ticks.h"

#include <signal.h>
#include <stdint.h>
#include <time.h>

#include "system_call.h"

/* Linux sends SIGSTKFLT to nobody. */
enum { TICK = SIGSTKFLT, NANOSECONDS = 5000000, SIGNAL_SET_SIZE = 8, UNBLOCK = 1, RESTORER = 0x04000000 };

struct kernel_action {
  void (*handler)(int);
  unsigned long flags;
  void (*restorer)(void);
  uint64_t mask;
};

static int is_on;
static int is_made;
static int timer;

static void do_nothing(int number) {
  (void)number;
}

#if defined(__x86_64__)
/* Where a handler returns to: rt_sigreturn. The other architecture has one of the kernel's. */
void return_from_handler(void);
__asm__(".text\n.type return_from_handler, @function\nreturn_from_handler:\n\tmov $15, %eax\n\tsyscall\n");
static void fill_restorer(struct kernel_action *action) {
  action->flags |= RESTORER;
  action->restorer = return_from_handler;
}
#else
static void fill_restorer(struct kernel_action *action) {
  (void)action;
}
#endif

static long make_timer(void) {
  static const uint64_t tick = (uint64_t)1 << (TICK - 1);
  struct kernel_action action = {.handler = do_nothing};
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = TICK};
  fill_restorer(&action);
  long result = CALL4(rt_sigaction, TICK, &action, NULL, SIGNAL_SET_SIZE);
  if (result >= 0) {
    result = CALL3(timer_create, CLOCK_MONOTONIC, &event, &timer);
  }
  if (result >= 0) {
    result = CALL4(rt_sigprocmask, UNBLOCK, &tick, NULL, SIGNAL_SET_SIZE);
  }
  is_made = result >= 0;
  return result;
}

long set_ticks(int on) {
  if (on == is_on) {
    return 0;
  }
  struct timespec interval = {0, on ? NANOSECONDS : 0};
  struct itimerspec setting = {interval, interval};
  long result = is_made ? 0 : make_timer();
  if (result >= 0) {
    result = CALL4(timer_settime, timer, 0, &setting, NULL);
  }
  is_on = result >= 0 ? on : is_on;
  return result;
}

/* The supervisor: carries out a plan (plan.h), which starts a command, and watches that. */
#include <fcntl.h>
#include <sys/mman.h>

#include "calls.h"
#include "entry.h"
#include "interpreter.h"
#include "receive_plan.h"
#include "seal.h"
#include "system_call.h"

enum { USAGE = 2, HIGHEST_DESCRIPTOR = 1 << 20 };

static struct supervisor supervisor = {
    .channel = -1,
    .channel_peer = -1,
    .signals = -1,
    .reports = -1,
    .master = -1,
    .time_limit = NO_LIMIT,
};
static struct actor actor;

/* The one argument: the number of the control socket, which is the highest descriptor that it is given. */
static int read_number(const char *text) {
  int number = 0;
  if (text == NULL || *text == '\0') {
    return -1;
  }
  for (; *text >= '0' && *text <= '9' && number < HIGHEST_DESCRIPTOR; text++) {
    number = number * 10 + (*text - '0');
  }
  return *text == '\0' ? number : -1;
}

static void require(long result) {
  if (result < 0) {
    refuse(&supervisor, STEP_PREPARE, result, NO_OPERATION);
  }
}

static void prepare(void) {
  int pair[2];
  supervisor.ready = READY_ALL;
  require(set_not_dumpable());
  require(block_all_signals());
  require(close_from(supervisor.control + 1));
  require(CALL3(fcntl, supervisor.control, F_SETFD, FD_CLOEXEC));
  require(set_name("sallyport-sup"));
  supervisor.signals = open_signals();
  require(supervisor.signals);
  require(CALL4(socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair));
  supervisor.channel = pair[0];
  supervisor.channel_peer = pair[1];
  long births =
      CALL6(mmap, 0, sizeof(struct births), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  require(births > -4096 && births < 0 ? births : 0);
  supervisor.births = (volatile struct births *)births;
}

void program_main(const long *stack) {
  char *const *argv = (char *const *)(stack + 1);
  supervisor.control = stack[0] == 2 ? read_number(argv[1]) : -1;
  if (supervisor.control < 0) {
    exit_with(USAGE);
  }
  long sealed = seal_program(argv);
  if (sealed < 0) {
    refuse(&supervisor, STEP_SEAL, sealed, NO_OPERATION);
  }
  prepare();
  receive_plan(&supervisor);
  actor.process = SUPERVISOR_ITSELF;
  actor.channel = supervisor.channel;
  actor.births = supervisor.births;
  actor.supervisor = &supervisor;
  interpret(&actor);
}

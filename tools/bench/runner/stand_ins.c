#include "runner.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Milliseconds until those that stay have come to rest. */
enum { rest = 500 };

/* Runs a client that leaves a command, and maybe processes of its own, behind. The command ends when its standard input
   does. What stays becomes a child of ours, and is measured. */
struct result leave_stand_ins(long count, char **command) {
  struct result result = {0};
  struct child *children = calloc((size_t)count, sizeof *children);
  if (children == NULL || prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) {
    fail("become a subreaper");
  }
  long started = 0;
  while (started < count && result.status == 0) {
    children[started] = start(command);
    wait_for_exit(children[started].pid, &result);
    started++;
  }
  if (result.status == 0) {
    pause_for(rest);
    add_descendants(getpid(), &result);
  }
  for (long i = 0; i < started; i++) {
    close(children[i].input);
  }
  if (result.status != 0) {
    drain(&children[started - 1]);
  }
  while (wait(NULL) > 0 || errno == EINTR) {
  }
  free(children);
  return result;
}

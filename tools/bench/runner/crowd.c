#include "runner.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct crowd {
  struct child *children;
  long width;
  long living;
};

static void add(struct crowd *crowd, char **command) {
  struct child *child = &crowd->children[crowd->living++];
  *child = start(command);
  close(child->input);
  child->input = -1;
}

/* Takes out one that has ended. */
static void reap(struct crowd *crowd, struct result *result) {
  siginfo_t info;
  if (waitid(P_ALL, 0, &info, WEXITED | WNOWAIT) < 0) {
    fail("waitid");
  }
  struct result one = {0};
  wait_for_exit(info.si_pid, &one);
  result->status = one.status != 0 ? one.status : result->status;
  for (long i = 0; i < crowd->living; i++) {
    if (crowd->children[i].pid == info.si_pid) {
      result->output += drain(&crowd->children[i]);
      close_streams(&crowd->children[i]);
      crowd->children[i] = crowd->children[--crowd->living];
      return;
    }
  }
}

/* Runs a command `total` times, never more than `width` at once. It may write no more than a pipe holds. */
struct result run_crowd(long total, long width, char **command) {
  struct result result = {0};
  struct crowd crowd = {.children = calloc((size_t)width, sizeof(struct child)), .width = width};
  if (crowd.children == NULL) {
    fail("calloc");
  }
  uint64_t begun = now();
  for (long started = 0; started < total || crowd.living > 0;) {
    if (started < total && crowd.living < crowd.width) {
      add(&crowd, command);
      started++;
    } else {
      reap(&crowd, &result);
    }
  }
  result.nanoseconds = now() - begun;
  free(crowd.children);
  return result;
}

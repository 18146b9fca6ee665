#include "runner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ends a command that hangs: its pipes close. Seconds. */
enum { patience = 120 };

static struct result measure(const char *mode, int count, char **words) {
  if (strcmp(mode, "run") == 0 && count > 0) {
    return run(words);
  }
  if (strcmp(mode, "run-detached") == 0 && count > 0) {
    return run_detached(words);
  }
  if (strcmp(mode, "hold") == 0 && count > 0) {
    return hold(words);
  }
  if (strcmp(mode, "stand-ins") == 0 && count > 1) {
    return leave_stand_ins(strtol(words[0], NULL, 10), words + 1);
  }
  if (strcmp(mode, "crowd") == 0 && count > 2) {
    return run_crowd(strtol(words[0], NULL, 10), strtol(words[1], NULL, 10), words + 2);
  }
  fputs("usage: runner run|run-detached|hold|stand-ins COUNT|crowd TOTAL WIDTH  COMMAND [ARGUMENT...]\n", stderr);
  exit(2);
}

int main(int count, char **words) {
  alarm(patience);
  struct result result = measure(count > 1 ? words[1] : "", count - 2, words + 2);
  printf("{\"status\":%d,\"nanoseconds\":%" PRIu64 ",\"peak\":%ld,\"output\":%" PRIu64
         ",\"memory\":%ld,\"processes\":%ld}\n",
         result.status, result.nanoseconds, result.peak, result.output, result.memory, result.processes);
  return 0;
}

#include "runner.h"

#include <unistd.h>

struct result run(char **command) {
  struct result result = {0};
  uint64_t begun = now();
  struct child child = start(command);
  close(child.input);
  result.output = drain(&child);
  wait_for_exit(child.pid, &result);
  result.nanoseconds = now() - begun;
  return result;
}

/* The command that is left behind may keep the streams: they are not read to their ends. */
struct result run_detached(char **command) {
  struct result result = {0};
  uint64_t begun = now();
  struct child child = start(command);
  wait_for_exit(child.pid, &result);
  result.nanoseconds = now() - begun;
  close(child.input);
  if (result.status != 0) {
    drain(&child);
  }
  return result;
}

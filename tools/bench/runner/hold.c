#include "runner.h"

#include <unistd.h>

/* Milliseconds until a client that waits has come to rest. */
enum { rest = 200 };

/* A command that writes a byte, and ends when its standard input does. */
struct result hold(char **command) {
  struct result result = {0};
  struct child child = start(command);
  if (wait_for_output(&child)) {
    pause_for(rest);
    add_process(child.pid, &result);
    add_descendants(child.pid, &result);
  }
  close(child.input);
  result.output = drain(&child);
  wait_for_exit(child.pid, &result);
  return result;
}

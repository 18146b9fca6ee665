#include "runner.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct child start(char **command) {
  int pipes[3][2];
  struct child child;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int stream = 0; stream < 3; stream++) {
    if (pipe2(pipes[stream], O_CLOEXEC) < 0) {
      fail("pipe2");
    }
    posix_spawn_file_actions_adddup2(&actions, pipes[stream][stream == 0 ? 0 : 1], stream);
  }
  errno = posix_spawn(&child.pid, command[0], &actions, NULL, command, environ);
  if (errno != 0) {
    fail(command[0]);
  }
  posix_spawn_file_actions_destroy(&actions);
  close(pipes[0][0]);
  close(pipes[1][1]);
  close(pipes[2][1]);
  child.input = pipes[0][1];
  child.output = pipes[1][0];
  child.errors = pipes[2][0];
  return child;
}

void close_streams(const struct child *child) {
  close(child->input);
  close(child->output);
  close(child->errors);
}

void wait_for_exit(pid_t pid, struct result *result) {
  int status;
  struct rusage usage;
  if (wait4(pid, &status, 0, &usage) < 0) {
    fail("wait4");
  }
  result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result->peak = usage.ru_maxrss;
}

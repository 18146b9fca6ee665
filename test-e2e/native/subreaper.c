/*
 * subreaper PIDFILE COMMAND...: does as engines do. It runs COMMAND, reads from PIDFILE the number of what stands for
 * the detached command (digits and nothing else), and reaps that process, which must have become its child.
 * Prints `runtime STATUS`, `pid N` and `command STATUS`, where STATUS is `exited N` or `signaled N`.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void reap(const char *who, pid_t pid) {
  int status;
  if (waitpid(pid, &status, 0) != pid) {
    err(1, "waiting for %s", who);
  }
  if (WIFEXITED(status)) {
    printf("%s exited %d\n", who, WEXITSTATUS(status));
  } else {
    printf("%s signaled %d\n", who, WTERMSIG(status));
  }
  fflush(stdout);
}

static pid_t read_pid(const char *path) {
  char text[16];
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (length <= 0) {
    err(1, "reading %s", path);
  }
  text[length] = '\0';
  if (strspn(text, "0123456789") != (size_t)length) {
    errx(1, "%s is not digits alone", path);
  }
  close(fd);
  return (pid_t)atol(text);
}

int main(int argc, char **argv) {
  if (argc < 3) {
    errx(2, "usage: subreaper PIDFILE COMMAND...");
  }
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) {
    err(1, "becoming a subreaper");
  }
  pid_t runtime = fork();
  if (runtime < 0) {
    err(1, "fork");
  }
  if (runtime == 0) {
    execv(argv[2], argv + 2);
    err(1, "%s", argv[2]);
  }
  reap("runtime", runtime);
  pid_t command = read_pid(argv[1]);
  printf("pid %d\n", (int)command);
  fflush(stdout);
  reap("command", command);
  return 0;
}

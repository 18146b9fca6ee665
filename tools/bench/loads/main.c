/* What the supervisor is measured with; the first argument says which. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Prints the picoseconds of one system call: the best of some loops. */
static int call_often(long count) {
  enum { LOOPS = 9 };
  long best = -1;
  for (int loop = 0; loop < LOOPS; loop++) {
    long start = nanoseconds();
    for (long i = 0; i < count; i++) {
      syscall(SYS_getpid);
    }
    long taken = nanoseconds() - start;
    best = best < 0 || taken < best ? taken : best;
  }
  printf("%ld\n", best * 1000 / count);
  return 0;
}

/* Makes each call that a record of files, programs and the network has, so that it fails or costs little. */
static int make_recorded_calls(long count) {
  for (long i = 0; i < count; i++) {
    syscall(SYS_execve, "", NULL, NULL);
    close((int)syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY, 0));
    syscall(SYS_unlinkat, AT_FDCWD, "", 0);
    syscall(SYS_renameat2, AT_FDCWD, "", AT_FDCWD, "", 0);
    syscall(SYS_mkdirat, AT_FDCWD, "/", 0);
    syscall(SYS_fchmodat, AT_FDCWD, "", 0);
    syscall(SYS_fchownat, AT_FDCWD, "", 0, 0, 0);
    syscall(SYS_connect, -1, NULL, 0);
    syscall(SYS_bind, -1, NULL, 0);
    syscall(SYS_accept4, -1, NULL, NULL, 0);
    syscall(SYS_socket, -1, 0, 0);
    syscall(SYS_kill, getpid(), 0);
    syscall(SYS_ptrace, PTRACE_CONT, 0, 0, 0);
  }
  return 0;
}

static char path[256];
static const char *paths[2];
static volatile int flipping = 1;

static void *flip(void *argument) {
  for (unsigned i = 0; flipping; i++) {
    strcpy(path, paths[i % 2]);
  }
  return argument;
}

/* Prints how often a file was opened whose path another thread put there in place of another one. */
static int open_flipping(const char *good, const char *bad) {
  enum { ATTEMPTS = 5000 };
  int opened = 0;
  pthread_t thread;
  paths[0] = good;
  paths[1] = bad;
  strcpy(path, good);
  pthread_create(&thread, NULL, flip, NULL);
  for (int i = 0; i < ATTEMPTS; i++) {
    char byte = 0;
    int fd = open(path, O_RDONLY);
    opened += fd >= 0 && read(fd, &byte, 1) == 1 && byte == 'b';
    close(fd);
  }
  flipping = 0;
  pthread_join(thread, NULL);
  printf("%d\n", opened);
  return 0;
}

int main(int count, char **arguments) {
  if (count == 3 && strcmp(arguments[1], "calls") == 0) {
    return call_often(atol(arguments[2]));
  }
  if (count == 3 && strcmp(arguments[1], "recorded") == 0) {
    return make_recorded_calls(atol(arguments[2]));
  }
  if (count == 4 && strcmp(arguments[1], "flips") == 0) {
    return open_flipping(arguments[2], arguments[3]);
  }
  return 2;
}

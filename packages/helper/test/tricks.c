/* What commands do that a tracer may get wrong; the first argument says which. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void *do_nothing(void *argument) { return argument; }

static int start_threads(int count) {
  for (int i = 0; i < count; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, do_nothing, NULL) != 0 || pthread_join(thread, NULL) != 0) {
      return 1;
    }
  }
  return 0;
}

static void *execute_exit_5(void *argument) {
  execl("/bin/sh", "sh", "-c", "exit 5", NULL);
  return argument;
}

static int execute_from_thread(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, execute_exit_5, NULL);
  pthread_join(thread, NULL);
  return 1;
}

static int vfork_often(int count) {
  for (int i = 0; i < count; i++) {
    int status;
    pid_t pid = vfork();
    if (pid == 0) {
      execl("/bin/true", "true", NULL);
      _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) {
      return 1;
    }
  }
  return 0;
}

static long milliseconds_since(struct timespec start) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000;
}

/* Says when it sleeps, and what the sleep came to although somebody stopped and continued us. */
static int sleep_through(int (*sleep_for)(long milliseconds)) {
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  puts("asleep");
  fflush(stdout);
  int result = sleep_for(400);
  printf("result %d %s\n", result, milliseconds_since(start) >= 400 ? "in time" : "too early");
  return 0;
}

static int by_nanosleep(long milliseconds) {
  struct timespec time = {0, milliseconds * 1000000};
  return nanosleep(&time, NULL);
}

static int by_poll(long milliseconds) { return poll(NULL, 0, (int)milliseconds); }

static void show_signal(int number, siginfo_t *information, void *context) {
  (void)number;
  (void)context;
  printf("value %d code %d\n", information->si_value.sival_int, information->si_code);
}

static int queue_signal(void) {
  struct sigaction action = {.sa_sigaction = show_signal, .sa_flags = SA_SIGINFO};
  union sigval value = {.sival_int = 42};
  sigaction(SIGUSR1, &action, NULL);
  return sigqueue(getpid(), SIGUSR1, value) != 0;
}

/* A debugger's child. */
static int trace_child(void) {
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    _exit(ptrace(PTRACE_TRACEME, 0, 0, 0) == 0 ? 0 : errno);
  }
  waitpid(pid, &status, 0);
  printf("traceme: %s\n", WEXITSTATUS(status) == 0 ? "done" : strerror(WEXITSTATUS(status)));
  return 0;
}

/* Asks whoever waits for us to debug us. */
static int be_traced(void) {
  ptrace(PTRACE_TRACEME, 0, 0, 0);
  raise(SIGCHLD);
  execl("/bin/sh", "sh", "-c", "exit 7", NULL);
  return 1;
}

/* Opens what is there, what is not, and what is no path at all. */
static int open_often(int count) {
  for (int i = 0; i < count; i++) {
    close(open("/dev/null", O_RDONLY));
    open("/nope", O_RDONLY);
  }
  return 0;
}

static int open_nowhere(void) {
  volatile long nowhere = 16;
  return open((const char *)nowhere, O_RDONLY) != -1 || errno != EFAULT;
}

static char flipped[256];
static const char *flip_paths[2];
static volatile int flipping = 1;

static void *flip(void *argument) {
  for (unsigned i = 0; flipping; i++) {
    strcpy(flipped, flip_paths[i % 2]);
  }
  return argument;
}

/*
 * Opens what another thread names, now one file and now the other; counts what it read: `a`, `b`, and failures. It goes
 * on until that thread has had its turns, on one processor too.
 */
static int open_flipped(const char *a, const char *b) {
  enum { ATTEMPTS = 5000, OF_EACH = 100 };
  int counts[3] = {0, 0, 0};
  pthread_t thread;
  flip_paths[0] = a;
  flip_paths[1] = b;
  strcpy(flipped, a);
  pthread_create(&thread, NULL, flip, NULL);
  for (int i = 0; i < ATTEMPTS || counts[0] < OF_EACH || counts[1] + counts[2] < OF_EACH; i++) {
    char byte = 0;
    int fd = open(flipped, O_RDONLY);
    int count = fd < 0 ? -1 : (int)read(fd, &byte, 1);
    counts[count == 1 && byte == 'a' ? 0 : count == 1 && byte == 'b' ? 1 : 2]++;
    close(fd);
  }
  flipping = 0;
  pthread_join(thread, NULL);
  printf("a %d b %d\n", counts[0] > 0, counts[1]);
  return 0;
}

/* An engine's monitor: starts a program, and says of each process that it reaps how that ended. */
static int reap(char **command) {
  int status;
  pid_t pid;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (fork() == 0) {
    execv(command[0], command);
    _exit(127);
  }
  while ((pid = waitpid(-1, &status, __WALL)) > 0) {
    printf("%d %d\n", pid, status);
  }
  return 0;
}

static int crash(void) {
  volatile int *nowhere = (volatile int *)16;
  return *nowhere;
}

int main(int count, char **arguments) {
  const char *trick = count > 1 ? arguments[1] : "";
  if (strcmp(trick, "threads") == 0) return start_threads(400);
  if (strcmp(trick, "execute-from-thread") == 0) return execute_from_thread();
  if (strcmp(trick, "vfork") == 0) return vfork_often(20);
  if (strcmp(trick, "nanosleep") == 0) return sleep_through(by_nanosleep);
  if (strcmp(trick, "poll") == 0) return sleep_through(by_poll);
  if (strcmp(trick, "sigqueue") == 0) return queue_signal();
  if (strcmp(trick, "trace-child") == 0) return trace_child();
  if (strcmp(trick, "be-traced") == 0) return be_traced();
  if (strcmp(trick, "crash") == 0) return crash();
  if (strcmp(trick, "open-often") == 0) return open_often(1000);
  if (strcmp(trick, "open-nowhere") == 0) return open_nowhere();
  if (strcmp(trick, "open-flipped") == 0) return open_flipped(arguments[2], arguments[3]);
  if (strcmp(trick, "reap") == 0) return reap(arguments + 2);
  if (strcmp(trick, "ids") == 0) return printf("%d %d\n", getuid(), geteuid()) < 0;
  return 2;
}

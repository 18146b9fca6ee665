#ifndef SALLYPORT_RUNNER_H
#define SALLYPORT_RUNNER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* A command that was started, with our ends of the pipes that are its standard streams. */
struct child {
  pid_t pid;
  int input;
  int output;
  int errors;
};

/* What one mode measured; what it does not measure is 0. */
struct result {
  int status; /* exit status, or 128 and the signal's number */
  uint64_t nanoseconds;
  long peak; /* KiB: the largest resident set of the command and of what it waited for */
  uint64_t output; /* bytes on standard output */
  long memory; /* KiB: proportional set of all processes that were looked at */
  long processes; /* how many those were */
};

/* Each takes a command line that ends with NULL, whose first word is a path. */
struct result run(char **command);
struct result run_detached(char **command);
struct result hold(char **command);
struct result leave_stand_ins(long count, char **command);
struct result run_crowd(long total, long width, char **command);

struct child start(char **command);
/* Waits for the first byte on standard output; false at its end. */
bool wait_for_output(const struct child *child);
/* Reads both streams to their ends; what came on standard error goes to ours. Gives the bytes on standard output. */
uint64_t drain(const struct child *child);
void close_streams(const struct child *child);
void wait_for_exit(pid_t pid, struct result *result);

/* Adds the processes that descend from `ancestor`, itself not, to the result, without those inside a container. */
void add_descendants(pid_t ancestor, struct result *result);
void add_process(pid_t pid, struct result *result);

uint64_t now(void); /* nanoseconds */
void pause_for(long milliseconds);
_Noreturn void fail(const char *operation);

#endif

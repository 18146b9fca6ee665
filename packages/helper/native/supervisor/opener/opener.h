/*
 * The opener: a process that opens files for those whose calls a filter hands over (SECCOMP_RET_USER_NOTIF). It copies
 * the path once, opens what that names as the caller would have, and decides by what it has opened: nothing that the
 * caller changes meanwhile matters.
 */
#ifndef SALLYPORT_OPENER_H
#define SALLYPORT_OPENER_H

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/ioctl.h>
#include <linux/seccomp.h>

#include "messages.h"

enum { PATH_SIZE = 4096, MAXIMUM_GROUPS = 64 };

struct opener {
  /* What hands the calls over. */
  int listener;
  /* To the supervisor. */
  int reports;
  /* The host's /proc. */
  int proc;
  uint32_t uid;
  uint32_t gid;
  uint64_t capabilities;
  uint64_t user_namespace;
  const struct supervision *task;
};

/* Who calls: what decides what he may open. */
struct caller {
  uint32_t uid;
  uint32_t gid;
  uint32_t umask;
  uint32_t group_count;
  uint32_t groups[MAXIMUM_GROUPS];
  uint64_t capabilities;
  /* His process and thread as his own pid namespace numbers them. */
  uint32_t process;
  uint32_t thread;
};

/* One call. */
struct request {
  struct seccomp_notif notice;
  struct open_how how;
  int directory;
  struct caller caller;
  /* O_PATH descriptors of his root, and of where his path starts. */
  int root;
  int base;
  char path[PATH_SIZE];
};

/* Becomes the opener, which serves calls until nobody is left to make them. */
_Noreturn void serve_calls(struct opener *opener);
/* A descriptor, or a negative errno. */
void answer(const struct opener *opener, const struct request *request, long result);

/* read_call.c: what the call asks for, as openat2(2) has it. A negative errno for a call that is none of ours. */
long read_call(struct request *request);

/* rewrite_path.c: what the caller's own names for himself mean. */
void rewrite_path(struct request *request);

/* caller.c: a negative errno when it cannot be done, or the caller has gone. */
long look_up_caller(const struct opener *opener, struct request *request);
/* Take his place in the file system and his rights; give up the rights again. */
long become_caller(const struct opener *opener, const struct request *request);
void become_opener(const struct opener *opener);

/* open_file.c: answers the request, or has somebody do so. */
void open_file(const struct opener *opener, struct request *request);

enum access { ACCESS_READ = 1, ACCESS_WRITE = 2 };

/* path_rules.c: what opening with these flags needs; what the longest of the rules that a path is beneath gives. */
uint32_t wanted_access(uint64_t flags);
uint32_t allowed_access(const struct supervision *task, const char *path);
void report_denial(const struct opener *opener, const struct request *request, uint32_t wanted, const char *path);

#endif

#include <linux/magic.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include "calls.h"
#include "memory.h"
#include "opener.h"
#include "system_call.h"

/* Flags that are done with once the file is found. */
#define FINDING_FLAGS (O_CREAT | O_EXCL | O_NOFOLLOW)

enum { ATTEMPTS = 3 };

static const char *own_name(char *name, long fd) {
  memcpy(name, "self/fd/", sizeof "self/fd/");
  name[sizeof "self/fd/" - 1 + write_decimal((uint8_t *)name + sizeof "self/fd/" - 1, (uint32_t)fd)] = '\0';
  return name;
}

/* The path of what a descriptor stands for, as the caller's root has it: its length, or a negative errno. */
static long path_of(const struct opener *opener, long fd, char *path) {
  char name[32];
  long length = CALL4(readlinkat, opener->proc, own_name(name, fd), path, PATH_SIZE - 1);
  path[length < 0 ? 0 : length] = '\0';
  return length;
}

static long find(const struct request *request, const char *path, uint64_t flags) {
  struct open_how how = {
      .flags = O_PATH | O_CLOEXEC | (flags & (O_NOFOLLOW | O_DIRECTORY)), .resolve = request->how.resolve};
  return CALL4(openat2, AT_FDCWD, path, &how, sizeof how);
}

static long decide(const struct opener *opener, const struct request *request, const char *path, uint64_t flags) {
  uint32_t wanted = wanted_access(flags);
  if ((wanted & ~allowed_access(opener->task, path)) == 0) {
    return 0;
  }
  report_denial(opener, request, wanted, path);
  return -EACCES;
}

/* Opens again what was found, as the caller wants it. */
static long reopen(const struct opener *opener, const struct request *request, long found) {
  char name[32];
  uint64_t flags = (request->how.flags & ~(uint64_t)FINDING_FLAGS) | O_CLOEXEC | O_NOCTTY;
  uint32_t mode = (uint32_t)request->how.mode & ~request->caller.umask;
  return CALL4(openat, opener->proc, own_name(name, found), flags, mode);
}

static long create(const struct opener *opener, struct request *request) {
  static char path[2 * PATH_SIZE];
  char *slash = NULL;
  for (char *at = request->path; *at != '\0'; at++) {
    slash = *at == '/' ? at : slash;
  }
  const char *name = slash == NULL ? request->path : slash + 1;
  const char *directory = slash == NULL ? "." : slash == request->path ? "/" : request->path;
  if (*name == '\0') {
    return -EISDIR;
  }
  if (slash != NULL && slash != request->path) {
    *slash = '\0';
  }
  long parent = find(request, directory, O_DIRECTORY);
  if (slash != NULL) {
    *slash = '/';
  }
  if (parent < 0) {
    return parent;
  }
  long length = path_of(opener, parent, path);
  size_t end = length > 1 ? (size_t)length : 0;
  path[end++] = '/';
  for (const char *from = name; *from != '\0';) {
    path[end++] = *from++;
  }
  path[end] = '\0';
  long result = length < 0 ? length : decide(opener, request, path, request->how.flags);
  if (result >= 0) {
    uint64_t flags = request->how.flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY;
    result = CALL4(openat, parent, name, flags, (uint32_t)request->how.mode & ~request->caller.umask);
  }
  close_descriptor((int)parent);
  return result;
}

/* What may block for long, or shows each process something else, is opened by a process of its own. */
static int needs_process(long found, const struct stat *status) {
  struct statfs system;
  return S_ISFIFO(status->st_mode) ||
         (CALL2(fstatfs, found, &system) == 0 && system.f_type == PROC_SUPER_MAGIC);
}

static void open_found(const struct opener *opener, const struct request *request, long found) {
  static char path[PATH_SIZE];
  struct stat status = {.st_mode = 0};
  uint64_t flags = request->how.flags;
  long result = CALL2(fstat, found, &status);
  if (result >= 0 && S_ISLNK(status.st_mode) && (flags & O_PATH) == 0) {
    result = -ELOOP;
  }
  if (result >= 0 && (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL)) {
    result = -EEXIST;
  }
  if (result >= 0) {
    result = path_of(opener, found, path);
  }
  if (result >= 0) {
    result = decide(opener, request, path, flags & ~(uint64_t)O_CREAT);
  }
  if (result < 0 || (flags & O_PATH) != 0) {
    answer(opener, request, result < 0 ? result : found);
    return;
  }
  int apart = needs_process(found, &status);
  long child = apart ? CALL5(clone, SIGCHLD, 0, 0, 0, 0) : 0;
  if (child > 0) {
    return;
  }
  result = child < 0 ? child : reopen(opener, request, found);
  answer(opener, request, result);
  if (apart && child == 0) {
    exit_with(0);
  }
  close_descriptor((int)result);
}

void open_file(const struct opener *opener, struct request *request) {
  long result = -EAGAIN;
  for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
    long found = find(request, request->path, request->how.flags);
    if (found >= 0) {
      open_found(opener, request, found);
      close_descriptor((int)found);
      return;
    }
    result = found;
    if (found == -ENOENT && (request->how.flags & O_CREAT) != 0) {
      result = create(opener, request);
    }
    /* It was created meanwhile: then it is to be found now. */
    if (result != -EEXIST || (request->how.flags & O_EXCL) != 0) {
      break;
    }
  }
  if (result == -EEXIST && (request->how.flags & O_EXCL) == 0) {
    /* A link that leads to nothing yet: what it stands for is not made for the caller. */
    result = -ENOENT;
  }
  answer(opener, request, result);
  close_descriptor((int)result);
}

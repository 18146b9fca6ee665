#include <linux/capability.h>
#include <stddef.h>
#include <sys/stat.h>

#include "calls.h"
#include "memory.h"
#include "opener.h"
#include "status.h"
#include "system_call.h"

enum { STATUS_SIZE = 8192, NAME_SIZE = 64 };

static long read_status(struct caller *caller, const char *status) {
  enum { FILE_SYSTEM = 3, DECIMAL = 10, OCTAL = 8, HEXADECIMAL = 16 };
  const char *groups = status_field(status, "Groups:");
  uint64_t group;
  if (groups == NULL || status_field(status, "CapEff:") == NULL) {
    return -EPROTO;
  }
  caller->uid = (uint32_t)status_number(status, "Uid:", FILE_SYSTEM, DECIMAL);
  caller->gid = (uint32_t)status_number(status, "Gid:", FILE_SYSTEM, DECIMAL);
  caller->umask = (uint32_t)status_number(status, "Umask:", 0, OCTAL);
  caller->capabilities = status_number(status, "CapEff:", 0, HEXADECIMAL);
  caller->process = (uint32_t)status_number(status, "NStgid:", LAST_NUMBER, DECIMAL);
  caller->thread = (uint32_t)status_number(status, "NSpid:", LAST_NUMBER, DECIMAL);
  caller->group_count = 0;
  while (next_number(&groups, DECIMAL, &group)) {
    if (caller->group_count == MAXIMUM_GROUPS) {
      return -E2BIG;
    }
    caller->groups[caller->group_count++] = (uint32_t)group;
  }
  return 0;
}

/* The path of something in the caller's directory of /proc, relative to that. */
static const char *name_of_caller(char *name, const struct request *request, const char *what, int number) {
  size_t length = write_decimal((uint8_t *)name, request->notice.pid);
  while (*what != '\0') {
    name[length++] = *what++;
  }
  if (number >= 0) {
    length += write_decimal((uint8_t *)name + length, (uint32_t)number);
  }
  name[length] = '\0';
  return name;
}

static long look_up_status(const struct opener *opener, struct request *request) {
  static char status[STATUS_SIZE];
  char name[NAME_SIZE];
  const char *path = name_of_caller(name, request, "/status", -1);
  long fd = CALL4(openat, opener->proc, path, O_RDONLY | O_CLOEXEC, 0);
  long count = fd < 0 ? fd : read_some((int)fd, status, sizeof status - 1);
  close_descriptor((int)fd);
  if (count < 0) {
    return count;
  }
  status[count] = '\0';
  return read_status(&request->caller, status);
}

/* His rights in a user namespace of his own are none in ours. */
static long drop_foreign_capabilities(const struct opener *opener, struct request *request) {
  char name[NAME_SIZE];
  struct stat status = {.st_ino = 0};
  const char *path = name_of_caller(name, request, "/ns/user", -1);
  long result = CALL4(newfstatat, opener->proc, path, &status, 0);
  if (status.st_ino != opener->user_namespace) {
    request->caller.capabilities = 0;
  }
  return result;
}

static long open_place(const struct opener *opener, const struct request *request, const char *what, int number) {
  char name[NAME_SIZE];
  const char *path = name_of_caller(name, request, what, number);
  return CALL4(openat, opener->proc, path, O_PATH | O_CLOEXEC, 0);
}

static long open_base(const struct opener *opener, const struct request *request) {
  if (request->directory == AT_FDCWD || request->path[0] == '/') {
    return open_place(opener, request, "/cwd", -1);
  }
  long result = request->directory < 0 ? -EBADF : open_place(opener, request, "/fd/", request->directory);
  return result == -ENOENT ? -EBADF : result;
}

long look_up_caller(const struct opener *opener, struct request *request) {
  long result = look_up_status(opener, request);
  if (result >= 0) {
    result = drop_foreign_capabilities(opener, request);
  }
  if (result >= 0) {
    result = request->root = (int)open_place(opener, request, "/root", -1);
  }
  if (result >= 0) {
    result = request->base = (int)open_base(opener, request);
  }
  /* Only now is it sure that all this was his: a process id may be another's by now. */
  long valid = CALL3(ioctl, opener->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &request->notice.id);
  return result < 0 ? result : valid;
}

static long set_effective(const struct opener *opener, uint64_t effective) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {
      {.effective = (uint32_t)effective, .permitted = (uint32_t)opener->capabilities},
      {.effective = (uint32_t)(effective >> 32), .permitted = (uint32_t)(opener->capabilities >> 32)},
  };
  return CALL2(capset, &header, data);
}

long become_caller(const struct opener *opener, const struct request *request) {
  const struct caller *caller = &request->caller;
  long result = CALL1(fchdir, request->root);
  if (result >= 0) {
    result = CALL1(chroot, ".");
  }
  if (result >= 0) {
    result = CALL1(fchdir, request->base);
  }
  if (result == -ENOTDIR) {
    /* An absolute path needs no directory, and another one fails as it would have. */
    result = request->path[0] == '/' ? 0 : result;
  }
  if (result >= 0) {
    result = CALL2(setgroups, caller->group_count, caller->groups);
  }
  if (result >= 0) {
    result = CALL3(setresgid, -1, caller->gid, -1);
  }
  if (result >= 0) {
    result = CALL3(setresuid, -1, caller->uid, -1);
  }
  return result < 0 ? result : set_effective(opener, caller->capabilities & opener->capabilities);
}

void become_opener(const struct opener *opener) {
  set_effective(opener, opener->capabilities);
  CALL3(setresuid, -1, opener->uid, -1);
  CALL3(setresgid, -1, opener->gid, -1);
}

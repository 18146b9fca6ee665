#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "calls.h"

/* The kernel's own O_ numbers differ by architecture; these are src/system/open-flag-bits.ts. */
static const struct {
  int bit;
  int flag;
} open_flags[] = {
    {0x04, O_CREAT},    {0x08, O_EXCL},      {0x10, O_TRUNC},    {0x20, O_APPEND},
    {0x40, O_NOFOLLOW}, {0x80, O_DIRECTORY}, {0x100, O_NONBLOCK}, {0x200, O_NOCTTY},
};

static int kernel_flags(int64_t bits) {
  static const int access[] = {O_RDONLY, O_WRONLY, O_RDWR, O_PATH};
  int flags = O_CLOEXEC | access[bits & 3];
  for (size_t i = 0; i < sizeof open_flags / sizeof open_flags[0]; i++) {
    if (bits & open_flags[i].bit) {
      flags |= open_flags[i].flag;
    }
  }
  return flags;
}

int64_t sallyport_open(const sallyport_value *arguments) {
  int fd;
  int flags = kernel_flags(arguments[1].integer);
  SALLYPORT_RETRY(fd, open(arguments[0].string, flags, (mode_t)arguments[2].integer));
  return sallyport_result(fd);
}

int64_t sallyport_open_in_root(const sallyport_value *arguments) {
  struct open_how how = {
      .flags = (uint64_t)kernel_flags(arguments[2].integer),
      .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
  };
  long fd;
  SALLYPORT_RETRY(fd, syscall(SYS_openat2, (int)arguments[0].integer, arguments[1].string, &how, sizeof how));
  return sallyport_result(fd);
}

static int64_t put_status(int result, const struct stat *status, const sallyport_value *out) {
  if (result < 0) {
    return -(int64_t)errno;
  }
  if (out->buffer.length < 7) {
    return -EINVAL;
  }
  double *fields = out->buffer.data;
  fields[0] = (double)status->st_mode;
  fields[1] = (double)status->st_uid;
  fields[2] = (double)status->st_gid;
  fields[3] = (double)status->st_size;
  fields[4] = (double)status->st_dev;
  fields[5] = (double)status->st_ino;
  fields[6] = (double)status->st_rdev;
  return 0;
}

int64_t sallyport_status(const sallyport_value *arguments) {
  struct stat status;
  return put_status(stat(arguments[0].string, &status), &status, &arguments[1]);
}

int64_t sallyport_link_status(const sallyport_value *arguments) {
  struct stat status;
  return put_status(lstat(arguments[0].string, &status), &status, &arguments[1]);
}

int64_t sallyport_descriptor_status(const sallyport_value *arguments) {
  struct stat status;
  return put_status(fstat((int)arguments[0].integer, &status), &status, &arguments[1]);
}

/* Names of the next entries, each ended by a NUL: bytes put into the buffer, 0 at the end of the directory. */
int64_t sallyport_read_directory(const sallyport_value *arguments) {
  char *buffer = arguments[1].buffer.data;
  long length = syscall(SYS_getdents64, (int)arguments[0].integer, buffer, arguments[1].buffer.length);
  if (length < 0) {
    return -(int64_t)errno;
  }
  size_t used = 0;
  for (long offset = 0; offset < length;) {
    /* getdents64(2): inode, offset (8 bytes each), record length (2), type (1), name. */
    unsigned short record_length;
    memcpy(&record_length, buffer + offset + 16, sizeof record_length);
    const char *name = buffer + offset + 19;
    size_t name_length = strlen(name) + 1;
    memmove(buffer + used, name, name_length);
    used += name_length;
    offset += record_length;
  }
  return (int64_t)used;
}

int64_t sallyport_read_link(const sallyport_value *arguments) {
  return sallyport_result(
      readlink(arguments[0].string, arguments[1].buffer.data, arguments[1].buffer.length));
}

int64_t sallyport_rename(const sallyport_value *arguments) {
  return sallyport_result(rename(arguments[0].string, arguments[1].string));
}

int64_t sallyport_remove(const sallyport_value *arguments) {
  return sallyport_result(unlink(arguments[0].string));
}

int64_t sallyport_make_directory(const sallyport_value *arguments) {
  return sallyport_result(mkdir(arguments[0].string, (mode_t)arguments[1].integer));
}

int64_t sallyport_remove_directory(const sallyport_value *arguments) {
  return sallyport_result(rmdir(arguments[0].string));
}

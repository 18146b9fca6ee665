#include "close_on_exec_from.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

static int number_of(const char *name) {
  int number = 0;
  for (; *name >= '0' && *name <= '9'; name++) {
    number = number * 10 + (*name - '0');
  }
  return *name == '\0' ? number : -1;
}

/* For kernels before 5.11, which know no CLOSE_RANGE_CLOEXEC (close_range(2)). */
static int walk_descriptors(int lowest) {
  char buffer[4096];
  long length;
  int directory = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) {
    return -1;
  }
  while ((length = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0) {
    for (long offset = 0; offset < length;) {
      unsigned short record_length;
      memcpy(&record_length, buffer + offset + 16, sizeof record_length);
      int fd = number_of(buffer + offset + 19);
      if (fd >= lowest) {
        fcntl(fd, F_SETFD, FD_CLOEXEC);
      }
      offset += record_length;
    }
  }
  int error = errno;
  close(directory);
  errno = error;
  return length < 0 ? -1 : 0;
}

int sallyport_close_on_exec_from(int lowest) {
  if (syscall(SYS_close_range, (unsigned)lowest, ~0U, CLOSE_RANGE_CLOEXEC) == 0) {
    return 0;
  }
  return errno == ENOSYS || errno == EINVAL ? walk_descriptors(lowest) : -1;
}

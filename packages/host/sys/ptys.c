#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "calls.h"

#ifndef TIOCGPTPEER
#define TIOCGPTPEER 0x5441
#endif

static int64_t open_ends(int32_t *out) {
  int unlocked = 0;
  int master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) {
    return -(int64_t)errno;
  }
  /* By the master, not by a path: /dev/pts may be another one (CVE-2025-52565). */
  int replica = ioctl(master, TIOCSPTLCK, &unlocked) < 0 ? -1 : ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (replica < 0) {
    int error = errno;
    close(master);
    return -(int64_t)error;
  }
  out[0] = master;
  out[1] = replica;
  return 0;
}

/* Arguments: out [master, replica]. */
int64_t sallyport_open_pty(const sallyport_value *arguments) {
  return arguments[0].buffer.length < 2 ? -EINVAL : open_ends(arguments[0].buffer.data);
}

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "calls.h"

int64_t sallyport_read(const sallyport_value *arguments) {
  ssize_t length;
  SALLYPORT_RETRY(length, read((int)arguments[0].integer, arguments[1].buffer.data, arguments[1].buffer.length));
  return sallyport_result(length);
}

int64_t sallyport_write(const sallyport_value *arguments) {
  ssize_t length;
  SALLYPORT_RETRY(length,
                  write((int)arguments[0].integer, arguments[1].buffer.data, arguments[1].buffer.length));
  return sallyport_result(length);
}

/* Never again on EINTR: Linux has released the number by then (close(2)). */
int64_t sallyport_close(const sallyport_value *arguments) {
  return close((int)arguments[0].integer) < 0 && errno != EINTR ? -(int64_t)errno : 0;
}

int64_t sallyport_duplicate(const sallyport_value *arguments) {
  return sallyport_result(fcntl((int)arguments[0].integer, F_DUPFD_CLOEXEC, (int)arguments[1].integer));
}

/* Access mode in bits 0 and 1 (3: O_PATH), then non-blocking (4). */
int64_t sallyport_descriptor_flags(const sallyport_value *arguments) {
  int flags = fcntl((int)arguments[0].integer, F_GETFL);
  if (flags < 0) {
    return -(int64_t)errno;
  }
  int access = flags & O_PATH ? 3 : flags & O_ACCMODE;
  return access | (flags & O_NONBLOCK ? 4 : 0);
}

int64_t sallyport_set_non_blocking(const sallyport_value *arguments) {
  int fd = (int)arguments[0].integer;
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0) {
    return -(int64_t)errno;
  }
  int wanted = arguments[1].integer ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
  return wanted == flags ? 0 : sallyport_result(fcntl(fd, F_SETFL, wanted));
}

int64_t sallyport_is_close_on_exec(const sallyport_value *arguments) {
  int flags = fcntl((int)arguments[0].integer, F_GETFD);
  return flags < 0 ? -(int64_t)errno : (flags & FD_CLOEXEC) != 0;
}

int64_t sallyport_set_close_on_exec(const sallyport_value *arguments) {
  return sallyport_result(fcntl((int)arguments[0].integer, F_SETFD, arguments[1].integer ? FD_CLOEXEC : 0));
}

int64_t sallyport_seek(const sallyport_value *arguments) {
  static const int whence[] = {SEEK_SET, SEEK_CUR, SEEK_END};
  if (arguments[2].integer < 0 || arguments[2].integer > 2) {
    return -EINVAL;
  }
  return sallyport_result(
      lseek((int)arguments[0].integer, (off_t)arguments[1].integer, whence[arguments[2].integer]));
}

int64_t sallyport_change_owner(const sallyport_value *arguments) {
  int result;
  SALLYPORT_RETRY(result, fchown((int)arguments[0].integer, (uid_t)arguments[1].integer,
                                 (gid_t)arguments[2].integer));
  return sallyport_result(result);
}

int64_t sallyport_try_lock(const sallyport_value *arguments) {
  int result;
  SALLYPORT_RETRY(result, flock((int)arguments[0].integer, LOCK_EX | LOCK_NB));
  return sallyport_result(result);
}

int64_t sallyport_unlock(const sallyport_value *arguments) {
  int result;
  SALLYPORT_RETRY(result, flock((int)arguments[0].integer, LOCK_UN));
  return sallyport_result(result);
}

int64_t sallyport_pipe(const sallyport_value *arguments) {
  int32_t *ends = arguments[0].buffer.data;
  return arguments[0].buffer.length < 2 ? -EINVAL : sallyport_result(pipe2(ends, O_CLOEXEC));
}

int64_t sallyport_set_pipe_size(const sallyport_value *arguments) {
  return sallyport_result(fcntl((int)arguments[0].integer, F_SETPIPE_SZ, (int)arguments[1].integer));
}

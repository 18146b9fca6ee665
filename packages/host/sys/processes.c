#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "calls.h"

int64_t sallyport_process_id(const sallyport_value *arguments) {
  (void)arguments;
  return getpid();
}

int64_t sallyport_parent_process_id(const sallyport_value *arguments) {
  (void)arguments;
  return getppid();
}

int64_t sallyport_effective_user_id(const sallyport_value *arguments) {
  (void)arguments;
  return geteuid();
}

int64_t sallyport_set_umask(const sallyport_value *arguments) {
  return umask((mode_t)arguments[0].integer);
}

int64_t sallyport_working_directory(const sallyport_value *arguments) {
  char *path = arguments[0].buffer.data;
  return getcwd(path, arguments[0].buffer.length) == NULL ? -(int64_t)errno : (int64_t)strlen(path);
}

static int64_t microseconds(clockid_t clock) {
  struct timespec time;
  if (clock_gettime(clock, &time) < 0) {
    return -(int64_t)errno;
  }
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

int64_t sallyport_real_time(const sallyport_value *arguments) {
  (void)arguments;
  return microseconds(CLOCK_REALTIME);
}

int64_t sallyport_boot_time(const sallyport_value *arguments) {
  (void)arguments;
  return microseconds(CLOCK_BOOTTIME);
}

int64_t sallyport_set_dumpable(const sallyport_value *arguments) {
  return sallyport_result(prctl(PR_SET_DUMPABLE, arguments[0].integer ? 1L : 0L, 0L, 0L, 0L));
}

int64_t sallyport_replace(const sallyport_value *arguments) {
  execve(arguments[0].string, arguments[1].strings, arguments[2].strings);
  return -(int64_t)errno;
}

#include "seal.h"

#include <fcntl.h>
#include <linux/memfd.h>
#include <sys/stat.h>

#include "calls.h"
#include "system_call.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

enum { SEALS = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE, CHUNK = 1 << 20 };

/* A memory file, or one without a name: nobody will run it after us, and nobody can write to it while we run it. */
static int is_private(int fd) {
  struct stat status = {.st_nlink = 1};
  CALL2(fstat, fd, &status);
  return status.st_nlink == 0;
}

static long copy(int from, int to) {
  long count;
  CALL3(lseek, from, 0, 0);
  do {
    count = CALL4(sendfile, to, from, NULL, CHUNK);
  } while (count > 0);
  return count;
}

static long execute(int fd, char *const *argv) {
  static char *const environment[1];
  return CALL5(execveat, fd, "", argv, environment, AT_EMPTY_PATH);
}

static long execute_memory_file(int self, char *const *argv) {
  unsigned int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  /* Linux before 6.3 does not know MFD_EXEC, and makes every memory file executable. */
  long fd = CALL2(memfd_create, "sallyport", flags | MFD_EXEC);
  if (fd == -EINVAL) {
    fd = CALL2(memfd_create, "sallyport", flags);
  }
  long result = fd < 0 ? fd : copy(self, (int)fd);
  if (result >= 0) {
    result = CALL3(fcntl, fd, F_ADD_SEALS, SEALS);
  }
  return result < 0 ? result : execute((int)fd, argv);
}

/* Where memory files may not be executed (vm.memfd_noexec = 2): a file without a name, which nobody holds for writing. */
static long execute_unnamed_file(int self, const char *directory, char *const *argv) {
  enum { OWNER_EXECUTES = 0500 };
  char path[] = "/proc/self/fd/\0\0\0\0\0\0\0\0\0\0";
  long writer = CALL4(openat, AT_FDCWD, directory, O_TMPFILE | O_RDWR | O_CLOEXEC, OWNER_EXECUTES);
  if (writer < 0) {
    return writer;
  }
  long result = copy(self, (int)writer);
  write_decimal((uint8_t *)path + sizeof "/proc/self/fd/" - 1, (uint32_t)writer);
  long reader = CALL4(openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  close_descriptor((int)writer);
  result = result < 0 ? result : reader < 0 ? reader : execute((int)reader, argv);
  close_descriptor((int)reader);
  return result;
}

long seal_program(char *const *argv) {
  long self = CALL4(openat, AT_FDCWD, "/proc/self/exe", O_RDONLY | O_CLOEXEC, 0);
  if (self < 0) {
    return self;
  }
  if (is_private((int)self)) {
    return close_descriptor((int)self);
  }
  long result = execute_memory_file((int)self, argv);
  if (result < 0) {
    execute_unnamed_file((int)self, "/dev/shm", argv);
    execute_unnamed_file((int)self, "/tmp", argv);
  }
  return result;
}

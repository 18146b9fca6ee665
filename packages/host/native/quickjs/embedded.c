#include "embedded.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "arguments.h"
#include "contents.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

const struct sallyport_file *sallyport_find_file(const struct sallyport_file *files, const char *name) {
  while (files->name != NULL && strcmp(files->name, name) != 0) {
    files++;
  }
  return files->name == NULL ? NULL : files;
}

static int create_memory_file(const char *name) {
  unsigned int flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  /* Linux before 6.3 does not know MFD_EXEC, and makes every memory file executable. */
  int fd = memfd_create(name, flags | MFD_EXEC);
  return fd < 0 && errno == EINVAL ? memfd_create(name, flags) : fd;
}

static int fill(int fd, const struct sallyport_file *file) {
  for (size_t written = 0; written < *file->length;) {
    ssize_t count;
    SALLYPORT_RETRY(count, write(fd, file->bytes + written, *file->length - written));
    if (count < 0) {
      return -1;
    }
    written += (size_t)count;
  }
  return fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}

static int64_t open_embedded(const char *name) {
  const struct sallyport_file *file = sallyport_find_file(sallyport_programs, name);
  if (file == NULL) {
    return -ENOENT;
  }
  int fd = create_memory_file(name);
  if (fd >= 0 && fill(fd, file) < 0) {
    int error = errno;
    close(fd);
    return -(int64_t)error;
  }
  return sallyport_result(fd);
}

JSValue sallyport_open_embedded(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments) {
  sallyport_value values[SALLYPORT_MAXIMUM_ARGUMENTS];
  (void)receiver;
  (void)count;
  if (sallyport_read_arguments(context, "s", arguments, values) < 0) {
    return JS_ThrowTypeError(context, "openEmbedded");
  }
  int64_t result = open_embedded(values[0].string);
  sallyport_release_arguments(context, "s", values);
  return JS_NewInt64(context, result);
}

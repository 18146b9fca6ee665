#include "socket_address.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int set_path(struct sallyport_socket_address *into, const char *path) {
  size_t length = strlen(path);
  /* An empty sun_path would be an abstract name (unix(7)). */
  if (length == 0) {
    return -ENOENT;
  }
  if (length >= sizeof into->address.sun_path) {
    return -ENAMETOOLONG;
  }
  memset(into, 0, sizeof *into);
  into->holder = -1;
  into->address.sun_family = AF_UNIX;
  memcpy(into->address.sun_path, path, length + 1);
  into->length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + 1);
  return 0;
}

/* `holder` or `holder/name` through /proc; closes `holder` when it fails. */
static int set_through_descriptor(struct sallyport_socket_address *into, int holder, const char *name) {
  char path[sizeof into->address.sun_path];
  int length = snprintf(path, sizeof path, "/proc/self/fd/%d%s%s", holder, *name ? "/" : "", name);
  int result = (size_t)length >= sizeof path ? -ENAMETOOLONG : set_path(into, path);
  if (result < 0) {
    close(holder);
    return result;
  }
  into->holder = holder;
  return 0;
}

int sallyport_address_to_connect(struct sallyport_socket_address *into, const char *path) {
  int result = set_path(into, path);
  if (result != -ENAMETOOLONG) {
    return result;
  }
  int holder = open(path, O_PATH | O_CLOEXEC);
  return holder < 0 ? -errno : set_through_descriptor(into, holder, "");
}

int sallyport_address_to_bind(struct sallyport_socket_address *into, const char *path) {
  int result = set_path(into, path);
  if (result != -ENAMETOOLONG) {
    return result;
  }
  const char *slash = strrchr(path, '/');
  if (slash == NULL || slash[1] == '\0') {
    return -ENAMETOOLONG;
  }
  char *directory = strndup(path, (size_t)(slash - path) + 1);
  if (directory == NULL) {
    return -ENOMEM;
  }
  int holder = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
  int error = errno;
  free(directory);
  return holder < 0 ? -error : set_through_descriptor(into, holder, slash + 1);
}

int sallyport_abstract_address(struct sallyport_socket_address *into, const void *name, size_t length) {
  if (length >= sizeof into->address.sun_path) {
    return -ENAMETOOLONG;
  }
  memset(into, 0, sizeof *into);
  into->holder = -1;
  into->address.sun_family = AF_UNIX;
  if (length > 0) {
    memcpy(into->address.sun_path + 1, name, length);
  }
  into->length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + length);
  return 0;
}

void sallyport_release_address(struct sallyport_socket_address *address) {
  if (address->holder >= 0) {
    close(address->holder);
  }
}

#include <sys/socket.h>
#include <unistd.h>

#include "calls.h"
#include "socket_address.h"

static const int socket_type = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK;

static int64_t connect_to(struct sallyport_socket_address *address) {
  int fd = socket(AF_UNIX, socket_type, 0);
  int result = fd;
  if (fd >= 0) {
    SALLYPORT_RETRY(result, connect(fd, (struct sockaddr *)&address->address, address->length));
  }
  int error = errno;
  sallyport_release_address(address);
  if (result >= 0) {
    return fd;
  }
  if (fd >= 0) {
    close(fd);
  }
  return -(int64_t)error;
}

static int64_t listen_at(struct sallyport_socket_address *address, int backlog) {
  int fd = socket(AF_UNIX, socket_type, 0);
  int result = fd;
  if (fd >= 0) {
    result = bind(fd, (struct sockaddr *)&address->address, address->length);
  }
  if (result == 0) {
    result = listen(fd, backlog);
  }
  int error = errno;
  sallyport_release_address(address);
  if (result >= 0) {
    return fd;
  }
  if (fd >= 0) {
    close(fd);
  }
  return -(int64_t)error;
}

int64_t sallyport_connect_path(const sallyport_value *arguments) {
  struct sallyport_socket_address address;
  int result = sallyport_address_to_connect(&address, arguments[0].string);
  return result < 0 ? result : connect_to(&address);
}

int64_t sallyport_connect_abstract(const sallyport_value *arguments) {
  struct sallyport_socket_address address;
  int result =
      sallyport_abstract_address(&address, arguments[0].buffer.data, arguments[0].buffer.length);
  return result < 0 ? result : connect_to(&address);
}

int64_t sallyport_listen_path(const sallyport_value *arguments) {
  struct sallyport_socket_address address;
  int result = sallyport_address_to_bind(&address, arguments[0].string);
  return result < 0 ? result : listen_at(&address, (int)arguments[1].integer);
}

int64_t sallyport_listen_abstract(const sallyport_value *arguments) {
  struct sallyport_socket_address address;
  int result =
      sallyport_abstract_address(&address, arguments[0].buffer.data, arguments[0].buffer.length);
  return result < 0 ? result : listen_at(&address, (int)arguments[1].integer);
}

int64_t sallyport_accept(const sallyport_value *arguments) {
  int fd;
  SALLYPORT_RETRY(fd, accept4((int)arguments[0].integer, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK));
  return sallyport_result(fd);
}

int64_t sallyport_socket_pair(const sallyport_value *arguments) {
  int32_t *ends = arguments[0].buffer.data;
  return arguments[0].buffer.length < 2 ? -EINVAL
                                        : sallyport_result(socketpair(AF_UNIX, socket_type, 0, ends));
}

int64_t sallyport_shutdown(const sallyport_value *arguments) {
  static const int how[] = {SHUT_RD, SHUT_WR, SHUT_RDWR};
  if (arguments[1].integer < 0 || arguments[1].integer > 2) {
    return -EINVAL;
  }
  return sallyport_result(shutdown((int)arguments[0].integer, how[arguments[1].integer]));
}

/* Arguments: descriptor, out [pid, uid, gid]. */
int64_t sallyport_peer_credentials(const sallyport_value *arguments) {
  struct ucred peer;
  socklen_t length = sizeof peer;
  if (arguments[1].buffer.length < 3) {
    return -EINVAL;
  }
  if (getsockopt((int)arguments[0].integer, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) {
    return -(int64_t)errno;
  }
  double *out = arguments[1].buffer.data;
  out[0] = peer.pid;
  out[1] = peer.uid;
  out[2] = peer.gid;
  return 0;
}

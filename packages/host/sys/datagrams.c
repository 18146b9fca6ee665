#include <sys/socket.h>
#include <unistd.h>

#include "calls.h"
#include "socket_address.h"

static const int socket_type = SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK;

int64_t sallyport_send_datagram(const sallyport_value *arguments) {
  struct sallyport_socket_address address;
  int result = sallyport_address_to_connect(&address, arguments[0].string);
  if (result < 0) {
    return result;
  }
  ssize_t length = -1;
  int fd = socket(AF_UNIX, socket_type, 0);
  if (fd >= 0) {
    SALLYPORT_RETRY(length, sendto(fd, arguments[1].buffer.data, arguments[1].buffer.length, MSG_NOSIGNAL,
                                   (struct sockaddr *)&address.address, address.length));
  }
  int error = errno;
  sallyport_release_address(&address);
  if (fd >= 0) {
    close(fd);
  }
  return length < 0 ? -(int64_t)error : length;
}

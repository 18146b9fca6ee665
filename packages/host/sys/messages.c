#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "calls.h"

/* SCM_MAX_FD of the kernel (unix(7)). */
enum { MAXIMUM_FDS = 253 };

union control {
  struct cmsghdr alignment;
  char bytes[CMSG_SPACE(MAXIMUM_FDS * sizeof(int))];
};

int64_t sallyport_send(const sallyport_value *arguments) {
  struct iovec part = {arguments[1].buffer.data, arguments[1].buffer.length};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  size_t count = arguments[2].buffer.length;
  union control control;
  /* Descriptors travel with a byte: without one the kernel drops them (unix(7)). */
  if (count > MAXIMUM_FDS || (count > 0 && part.iov_len == 0)) {
    return -EINVAL;
  }
  if (count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = &control;
    message.msg_controllen = CMSG_SPACE(count * sizeof(int));
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(count * sizeof(int));
    memcpy(CMSG_DATA(header), arguments[2].buffer.data, count * sizeof(int));
  }
  ssize_t length;
  SALLYPORT_RETRY(length, sendmsg((int)arguments[0].integer, &message, MSG_NOSIGNAL | MSG_DONTWAIT));
  return sallyport_result(length);
}

/* Received descriptors into fds[1…], their number into fds[0]: -EMSGSIZE when there were more than fit, none is kept. */
int64_t sallyport_receive(const sallyport_value *arguments) {
  struct iovec part = {arguments[1].buffer.data, arguments[1].buffer.length};
  int32_t *fds = arguments[2].buffer.data;
  size_t room = arguments[2].buffer.length;
  union control control;
  if (room < 1 || room - 1 > MAXIMUM_FDS) {
    return -EINVAL;
  }
  fds[0] = 0;
  room -= 1;
  /* CMSG_LEN: with CMSG_SPACE the padding would let one descriptor too many in. */
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = room > 0 ? &control : NULL,
                           .msg_controllen = room > 0 ? CMSG_LEN(room * sizeof(int)) : 0};
  ssize_t length;
  SALLYPORT_RETRY(length, recvmsg((int)arguments[0].integer, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT));
  if (length < 0) {
    return -(int64_t)errno;
  }
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header != NULL; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
      size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      memcpy(fds + 1 + fds[0], CMSG_DATA(header), count * sizeof(int));
      fds[0] += (int32_t)count;
    }
  }
  if (message.msg_flags & MSG_CTRUNC) {
    for (int32_t i = 1; i <= fds[0]; i++) {
      close(fds[i]);
    }
    fds[0] = 0;
    return -EMSGSIZE;
  }
  return length;
}

#include "calls.h"

#include <asm/ioctls.h>
#include <fcntl.h>
#include <linux/prctl.h>
#include <time.h>

#include "system_call.h"

enum { BLOCK = 0, SIGNAL_SET_SIZE = 8, MILLISECOND = 1000000, SECOND = 1000 };

static const uint64_t all_signals = ~(uint64_t)0;

void exit_with(int status) {
  for (;;) {
    CALL1(exit_group, status);
  }
}

int64_t now_ms(void) {
  struct timespec now = {0, 0};
  CALL2(clock_gettime, CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * SECOND + now.tv_nsec / MILLISECOND;
}

int block_all_signals(void) {
  return (int)CALL4(rt_sigprocmask, BLOCK, &all_signals, NULL, SIGNAL_SET_SIZE);
}

int open_signals(void) {
  return (int)CALL4(signalfd4, -1, &all_signals, SIGNAL_SET_SIZE, O_CLOEXEC | O_NONBLOCK);
}

int set_not_dumpable(void) {
  return (int)CALL2(prctl, PR_SET_DUMPABLE, 0);
}

int set_name(const char *name) {
  return (int)CALL2(prctl, PR_SET_NAME, name);
}

int enter_root(void) {
  return (int)CALL1(chdir, "/");
}

int close_descriptor(int fd) {
  return (int)CALL1(close, fd);
}

int close_from(int first) {
  return (int)CALL3(close_range, first, ~0U, 0);
}

int move_descriptor(int fd, int number) {
  int result = (int)CALL3(dup3, fd, number, O_CLOEXEC);
  close_descriptor(fd);
  return result;
}

long read_some(int fd, void *buffer, size_t size) {
  return CALL3(read, fd, buffer, size);
}

long write_some(int fd, const void *bytes, size_t length) {
  return CALL3(write, fd, bytes, length);
}

long splice_some(int from, int to, size_t length) {
  return CALL6(splice, from, NULL, to, NULL, length, SPLICE_F_NONBLOCK);
}

int open_stream(void) {
  return (int)CALL3(socket, AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

int connect_stream(int fd, const void *address, size_t length) {
  return (int)CALL3(connect, fd, address, length);
}

long send_some(int fd, const void *bytes, size_t length) {
  return CALL6(sendto, fd, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL, NULL, 0);
}

long receive_some(int fd, void *buffer, size_t size) {
  return CALL6(recvfrom, fd, buffer, size, MSG_DONTWAIT, NULL, NULL);
}

long receive_message(int fd, struct msghdr *message) {
  return CALL3(recvmsg, fd, message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
}

int set_terminal(int fd, const void *attributes) {
  return (int)CALL3(ioctl, fd, TCSETSF, attributes);
}

int poll_for(struct pollfd *descriptors, int count, int64_t limit) {
  struct timespec time;
  time.tv_sec = limit / SECOND;
  time.tv_nsec = limit % SECOND * MILLISECOND;
  int result = (int)CALL6(ppoll, descriptors, count, limit == NO_LIMIT ? NULL : &time, NULL, 0, 0);
  if (result <= 0) {
    for (int i = 0; i < count; i++) {
      descriptors[i].revents = 0;
    }
  }
  return result == -EINTR ? 0 : result;
}

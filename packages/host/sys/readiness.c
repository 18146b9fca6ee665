#include <sys/epoll.h>
#include <unistd.h>

#include "calls.h"

/* Bits that TypeScript knows; an error or a hang-up is both. */
enum { READABLE = 1, WRITABLE = 2 };

int64_t sallyport_poll_open(const sallyport_value *arguments) {
  (void)arguments;
  return sallyport_result(epoll_create1(EPOLL_CLOEXEC));
}

/* Arguments: the epoll descriptor, the watched one, its former and its new interest. -EPERM: always ready. */
int64_t sallyport_poll_change(const sallyport_value *arguments) {
  int fd = (int)arguments[1].integer;
  int64_t former = arguments[2].integer;
  int64_t interest = arguments[3].integer;
  struct epoll_event event = {.data.fd = fd};
  if (former == interest) {
    return 0;
  }
  if (interest & READABLE) {
    event.events |= EPOLLIN;
  }
  if (interest & WRITABLE) {
    event.events |= EPOLLOUT;
  }
  int operation = former == 0 ? EPOLL_CTL_ADD : interest == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
  return sallyport_result(epoll_ctl((int)arguments[0].integer, operation, fd, &event));
}

/* Pairs of descriptor and readiness into the array: their number. -EINTR when a signal ended the wait. */
int64_t sallyport_poll_events(const sallyport_value *arguments) {
  enum { MOST = 64 };
  struct epoll_event events[MOST];
  int32_t *out = arguments[1].buffer.data;
  size_t room = arguments[1].buffer.length / 2;
  int count = epoll_wait((int)arguments[0].integer, events, room < MOST ? (int)room : MOST,
                         (int)arguments[2].integer);
  for (int i = 0; i < count; i++) {
    uint32_t ready = events[i].events;
    int failed = (ready & (EPOLLERR | EPOLLHUP)) != 0;
    out[2 * i] = events[i].data.fd;
    out[2 * i + 1] = (failed || (ready & EPOLLIN) ? READABLE : 0) | (failed || (ready & EPOLLOUT) ? WRITABLE : 0);
  }
  return sallyport_result(count);
}

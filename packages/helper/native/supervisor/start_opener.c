#include "start_opener.h"

#include <signal.h>

#include "calls.h"
#include "events.h"
#include "memory.h"
#include "opener/opener.h"
#include "system_call.h"

/* What only the supervisor has. */
static void close_supervisors(const struct supervisor *supervisor) {
  enum { STANDARD_STREAMS = 3 };
  for (int fd = 0; fd < STANDARD_STREAMS; fd++) {
    close_descriptor(fd);
  }
  close_descriptor(supervisor->control);
  close_descriptor(supervisor->channel);
  close_descriptor(supervisor->signals);
  close_descriptor(supervisor->master);
  close_descriptor(supervisor->reports);
}

long start_opener(struct supervisor *supervisor, int listener) {
  int pair[2];
  if (supervisor->task == NULL || supervisor->opener != 0) {
    return -EINVAL;
  }
  long result = CALL4(socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair);
  if (result < 0) {
    return result;
  }
  supervisor->reports = pair[0];
  result = CALL5(clone, SIGCHLD, 0, 0, 0, 0);
  if (result == 0) {
    struct opener opener = {.listener = listener, .reports = pair[1], .task = supervisor->task};
    close_supervisors(supervisor);
    serve_calls(&opener);
  }
  supervisor->opener = (int)result;
  close_descriptor(pair[1]);
  return result;
}

void hear_reports(struct supervisor *supervisor) {
  while (supervisor->reports >= 0) {
    uint8_t *room = event_room(supervisor);
    struct frame frame;
    long length = receive_some(supervisor->reports, room, MAXIMUM_EVENT);
    if (length == -EINTR) {
      continue;
    }
    if (length == -EAGAIN) {
      return;
    }
    memcpy(&frame, room, sizeof frame);
    if (length < (long)sizeof frame || frame.size != (uint32_t)length || frame.type != FRAME_DENIED) {
      close_descriptor(supervisor->reports);
      supervisor->reports = -1;
      return;
    }
    event_add((size_t)length);
  }
}

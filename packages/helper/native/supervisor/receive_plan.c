#include "receive_plan.h"

#include <sys/mman.h>

#include "calls.h"
#include "plan.h"
#include "system_call.h"

enum { PATIENCE = 10000 };

/* The client went before it had asked for anything: nothing is left to be done. */
static void receive_exactly(struct supervisor *supervisor, uint8_t *into, size_t length) {
  int64_t deadline = now_ms() + PATIENCE;
  while (length > 0) {
    struct pollfd poll = {.fd = supervisor->control, .events = POLLIN};
    long count = receive_some(supervisor->control, into, length);
    if (count > 0) {
      into += count;
      length -= (size_t)count;
    } else if (count == 0 || count == -ECONNRESET) {
      exit_with(0);
    } else if (count != -EAGAIN && count != -EINTR) {
      refuse(supervisor, STEP_RECEIVE, count, NO_OPERATION);
    } else if (now_ms() >= deadline) {
      refuse(supervisor, STEP_RECEIVE, -ETIMEDOUT, NO_OPERATION);
    } else {
      poll_for(&poll, 1, deadline - now_ms());
    }
  }
}

void receive_plan(struct supervisor *supervisor) {
  struct plan_header header;
  receive_exactly(supervisor, (uint8_t *)&header, sizeof header);
  if (!header_is_sound(&header)) {
    refuse(supervisor, STEP_CHECK, -EPROTO, NO_OPERATION);
  }
  long address = CALL6(mmap, PLAN_ADDRESS, header.size, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (address != (long)PLAN_ADDRESS) {
    refuse(supervisor, STEP_RECEIVE, address < 0 ? address : -EEXIST, NO_OPERATION);
  }
  struct plan_header *placed = (struct plan_header *)PLAN_ADDRESS;
  *placed = header;
  receive_exactly(supervisor, (uint8_t *)(placed + 1), header.size - sizeof header);
  uint32_t unsound = first_unsound_operation();
  if (unsound < header.operation_count) {
    refuse(supervisor, STEP_CHECK, -EPROTO, unsound);
  }
}

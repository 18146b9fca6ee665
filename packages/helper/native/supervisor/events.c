#include "events.h"

#include "calls.h"
#include "frames.h"
#include "memory.h"

/* Milliseconds. */
enum { DELAY = 5 };

static uint8_t waiting[4 * MAXIMUM_EVENT];
static size_t length;
static int64_t deadline = NO_LIMIT;

uint8_t *event_room(struct supervisor *supervisor) {
  if (sizeof waiting - length < MAXIMUM_EVENT) {
    events_flush(supervisor);
  }
  return waiting + length;
}

void event_add(size_t count) {
  if (length == 0) {
    deadline = now_ms() + DELAY;
  }
  length += count;
}

void events_flush(struct supervisor *supervisor) {
  size_t count = length;
  length = 0;
  deadline = NO_LIMIT;
  send_bytes(supervisor, waiting, count, -1);
}

void report_process(struct supervisor *supervisor, int pid, enum process_event event, int32_t value) {
  struct frame frame = {.size = sizeof frame, .type = FRAME_PROCESS, .pid = pid, .value = value, .detail = event};
  memcpy(event_room(supervisor), &frame, sizeof frame);
  event_add(sizeof frame);
}

int64_t events_deadline(void) {
  return deadline;
}

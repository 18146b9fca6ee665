#include "audit.h"

#include <linux/audit.h>
#include <linux/ptrace.h>
#include <time.h>

#include "calls.h"
#include "events.h"
#include "memory.h"
#include "read_memory.h"
#include "system_call.h"

enum { MAXIMUM_TEXT = 4096, MAXIMUM_LIST = 64, MAXIMUM_ADDRESS = 128 };

struct call_event {
  struct frame frame;
  /* Nanoseconds since 1970. */
  uint64_t time;
  /* AUDIT_ARCH_… of the call. */
  uint32_t architecture;
  uint32_t unused;
  uint64_t number;
  uint64_t arguments[MAXIMUM_ARGUMENTS];
};

struct result_event {
  struct frame frame;
  uint64_t time;
  /* What the call returned. */
  int64_t result;
};

/* In front of the bytes of what an argument points to. */
struct item {
  uint8_t argument;
  uint8_t state;
  uint16_t length;
};

enum item_state { ITEM_WHOLE = 0, ITEM_CUT = 1, ITEM_UNREADABLE = 2 };

_Static_assert(sizeof(struct call_event) == 96 && sizeof(struct result_event) == 40, "events are without padding");

static uint64_t now_ns(void) {
  struct timespec now = {0, 0};
  CALL2(clock_gettime, CLOCK_REALTIME, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static const struct rule *rule_of(const struct supervisor *supervisor, uint32_t number) {
  if (supervisor->task == NULL || number >= supervisor->task->rule_count) {
    return NULL;
  }
  return (const struct rule *)supervisor->task->rules + number;
}

int wants_results(const struct supervisor *supervisor) {
  return has_flag(supervisor, REPORT_RESULTS);
}

/* A text up to its NUL, which is not counted. */
static uint8_t *put_text(uint8_t *at, int pid, uint8_t argument, uint64_t address) {
  struct item item = {.argument = argument, .state = ITEM_UNREADABLE};
  uint8_t *text = at + sizeof item;
  long count = address == 0 ? 0 : read_memory(pid, address, text, MAXIMUM_TEXT);
  if (count > 0) {
    uint16_t length = 0;
    while (length < count && text[length] != 0) {
      length++;
    }
    item.length = length;
    item.state = length < count ? ITEM_WHOLE : ITEM_CUT;
  }
  memcpy(at, &item, sizeof item);
  return text + item.length;
}

static uint8_t *put_bytes(uint8_t *at, int pid, uint8_t argument, uint64_t address, uint64_t size) {
  struct item item = {.argument = argument, .state = ITEM_UNREADABLE};
  size_t wanted = size < MAXIMUM_ADDRESS ? size : MAXIMUM_ADDRESS;
  long count = address == 0 ? 0 : read_memory(pid, address, at + sizeof item, wanted);
  if (count >= 0) {
    item.length = (uint16_t)count;
    item.state = (uint64_t)count == size ? ITEM_WHOLE : ITEM_CUT;
  }
  memcpy(at, &item, sizeof item);
  return at + sizeof item + item.length;
}

/* For one item of any size, and one that says that more were cut off. */
static int has_room(const uint8_t *at, const uint8_t *end) {
  return end - at >= (long)(MAXIMUM_TEXT + 2 * sizeof(struct item));
}

/* Texts that a list of pointers names. */
static uint8_t *put_list(uint8_t *at, const uint8_t *end, int pid, uint8_t argument, uint64_t address, size_t width) {
  struct item cut = {.argument = argument, .state = ITEM_CUT};
  for (int i = 0; i < MAXIMUM_LIST; i++) {
    uint64_t pointer = 0;
    if (read_memory(pid, address + (uint64_t)i * width, &pointer, width) != (long)width) {
      cut.state = ITEM_UNREADABLE;
      break;
    }
    if (pointer == 0) {
      return at;
    }
    if (!has_room(at, end)) {
      break;
    }
    at = put_text(at, pid, argument, pointer);
  }
  memcpy(at, &cut, sizeof cut);
  return at + sizeof cut;
}

static uint8_t *put_items(uint8_t *at, const uint8_t *end, int pid, const struct rule *rule,
                          const struct call_event *event) {
  size_t width = (event->architecture & __AUDIT_ARCH_64BIT) != 0 ? 8 : 4;
  for (uint8_t i = 0; i < MAXIMUM_ARGUMENTS && has_room(at, end); i++) {
    uint64_t value = event->arguments[i];
    switch (rule->kinds[i]) {
    case ARGUMENT_TEXT:
      at = put_text(at, pid, i, value);
      break;
    case ARGUMENT_TEXT_LIST:
      at = put_list(at, end, pid, i, value, width);
      break;
    case ARGUMENT_SIZED:
      at = put_bytes(at, pid, i, value, i + 1 < MAXIMUM_ARGUMENTS ? event->arguments[i + 1] : 0);
      break;
    default:
      break;
    }
  }
  return at;
}

int record_call(struct supervisor *supervisor, int pid) {
  struct ptrace_syscall_info info;
  long size = CALL4(ptrace, PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info);
  const struct rule *rule = size > 0 && info.op == PTRACE_SYSCALL_INFO_SECCOMP
                                ? rule_of(supervisor, info.seccomp.ret_data)
                                : NULL;
  if (rule == NULL) {
    /* A mark of the container's own profile. */
    return 0;
  }
  uint8_t *start = event_room(supervisor);
  struct call_event event = {
      .frame = {.type = FRAME_CALL, .pid = pid, .value = (int32_t)info.seccomp.ret_data, .detail = rule->flags},
      .time = now_ns(),
      .architecture = info.arch,
      .number = info.seccomp.nr,
  };
  for (int i = 0; i < MAXIMUM_ARGUMENTS; i++) {
    event.arguments[i] = info.seccomp.args[i];
  }
  uint8_t *end = put_items(start + sizeof event, start + MAXIMUM_EVENT, pid, rule, &event);
  event.frame.size = (uint32_t)(end - start);
  memcpy(start, &event, sizeof event);
  event_add(event.frame.size);
  return (rule->flags & RULE_RESULT) != 0;
}

void record_result(struct supervisor *supervisor, int pid) {
  struct ptrace_syscall_info info;
  long size = CALL4(ptrace, PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info);
  if (size <= 0 || info.op != PTRACE_SYSCALL_INFO_EXIT) {
    return;
  }
  struct result_event event = {
      .frame = {.size = sizeof event, .type = FRAME_RESULT, .pid = pid},
      .time = now_ns(),
      .result = info.exit.rval,
  };
  memcpy(event_room(supervisor), &event, sizeof event);
  event_add(sizeof event);
}

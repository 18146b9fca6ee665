#include "interpreter.h"

#include "calls.h"
#include "memory.h"
#include "system_call.h"

enum { HIGHEST_ERRNO = 4095 };

static int is_listed(const struct operation *operation, long result) {
  for (int i = 0; i < MAXIMUM_ERRNOS; i++) {
    if (operation->errnos[i] != 0 && operation->errnos[i] == -result) {
      return 1;
    }
  }
  return 0;
}

/* The operation after one that failed. */
static uint32_t after_error(struct actor *actor, const struct operation *operation, long result) {
  int listed = operation->policy == POLICY_IGNORE_LISTED || operation->policy == POLICY_JUMP_LISTED;
  if (operation->policy == POLICY_FAIL || (listed && !is_listed(operation, result))) {
    fail_operation(actor, result);
  }
  int jumps = operation->policy == POLICY_JUMP || operation->policy == POLICY_JUMP_LISTED;
  return jumps ? operation->target : actor->at + 1;
}

static int holds(uint64_t condition, int64_t left, int64_t right) {
  switch (condition) {
  case ALWAYS:
    return 1;
  case EQUAL:
    return left == right;
  case NOT_EQUAL:
    return left != right;
  case LESS:
    return left < right;
  default:
    return left >= right;
  }
}

static long copy_number(struct actor *actor, const struct operation *operation, const uint64_t *arguments) {
  uint64_t address = arguments[0];
  uint64_t size = arguments[1];
  uint64_t number = arguments[2];
  if (size > sizeof number || !plan_holds(address, size)) {
    return -EFAULT;
  }
  if (operation->code == OPERATION_STORE) {
    memcpy((void *)address, &number, size);
    return 0;
  }
  number = 0;
  memcpy(&number, (const void *)address, size);
  if (operation->result < CHANNEL_REGISTER) {
    actor->registers[operation->result] = number;
  }
  return 0;
}

/* An array of the plan's data; none is at no address. */
static int holds_array(uint64_t address, uint64_t count, size_t size) {
  return count == 0 || (count <= MAXIMUM_PLAN && plan_holds(address, count * size));
}

static int task_is_sound(const struct supervision *task) {
  const struct path_rule *paths = (const struct path_rule *)task->paths;
  if (task->payload >= MAXIMUM_PROCESSES || !holds_array(task->rules, task->rule_count, sizeof(struct rule)) ||
      !holds_array(task->paths, task->path_count, sizeof *paths)) {
    return 0;
  }
  for (uint32_t i = 0; i < task->path_count; i++) {
    if (!plan_holds(paths[i].path, paths[i].length)) {
      return 0;
    }
  }
  return 1;
}

static long start_supervision(struct actor *actor, uint64_t address) {
  const struct supervision *task = (const struct supervision *)address;
  if (actor->supervisor == NULL) {
    return -EPERM;
  }
  if (!plan_holds(address, sizeof *task) || !task_is_sound(task)) {
    return -EINVAL;
  }
  supervise(actor->supervisor, task);
}

static long carry_out(struct actor *actor, const struct operation *operation, const uint64_t *arguments) {
  switch (operation->code) {
  case OPERATION_CALL:
    return system_call(operation->number, (long)arguments[0], (long)arguments[1], (long)arguments[2],
                       (long)arguments[3], (long)arguments[4], (long)arguments[5]);
  case OPERATION_FORK:
    return fork_process(actor, arguments);
  case OPERATION_EXIT:
    if (actor->supervisor != NULL) {
      end_plan(actor->supervisor, (int)arguments[0]);
    }
    exit_with((int)arguments[0]);
  case OPERATION_EXECUTE:
    return execute_program(actor, operation->number, arguments);
  case OPERATION_SEND:
    return send_message(actor, arguments);
  case OPERATION_FAIL:
    fail_operation(actor, (long)arguments[0]);
  case OPERATION_DIE_WITH_PARENT:
    return die_with_parent(actor);
  case OPERATION_RESET_SIGNALS:
    return reset_signals();
  case OPERATION_CHECK_DIRECTORY:
    return check_directory();
  case OPERATION_AWAIT_BYTE:
    return await_byte(actor, arguments);
  case OPERATION_AWAIT_REPLY:
    return await_reply(actor, arguments);
  case OPERATION_CLOSE_FROM:
    return close_from_but_channel(actor, arguments[0]);
  case OPERATION_SUPERVISE:
    return start_supervision(actor, arguments[0]);
  default:
    return copy_number(actor, operation, arguments);
  }
}

static void step(struct actor *actor) {
  const struct operation *operation = &plan_operations()[actor->at];
  uint64_t arguments[MAXIMUM_ARGUMENTS];
  for (int i = 0; i < MAXIMUM_ARGUMENTS; i++) {
    int is_register = operation->registers >> i & 1;
    arguments[i] = is_register ? actor->registers[operation->arguments[i]] : operation->arguments[i];
  }
  if (operation->code == OPERATION_JUMP) {
    int jumps = holds(arguments[0], (int64_t)arguments[1], (int64_t)arguments[2]);
    actor->at = jumps ? operation->target : actor->at + 1;
    return;
  }
  long result = operation->code == OPERATION_SET ? (long)arguments[0] : carry_out(actor, operation, arguments);
  if (operation->result < CHANNEL_REGISTER && operation->code != OPERATION_LOAD) {
    actor->registers[operation->result] = (uint64_t)result;
  }
  if (operation->code == OPERATION_FORK && result == 0) {
    actor->at = operation->target;
    return;
  }
  int failed = result < 0 && result >= -HIGHEST_ERRNO && operation->code != OPERATION_SET;
  actor->at = failed ? after_error(actor, operation, result) : actor->at + 1;
}

void interpret(struct actor *actor) {
  actor->registers[CHANNEL_REGISTER] = (uint64_t)actor->channel;
  while (actor->at < plan_header()->operation_count) {
    step(actor);
  }
  /* It ran off the end. */
  actor->at = NO_OPERATION;
  fail_operation(actor, -ENOEXEC);
}

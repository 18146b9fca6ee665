/*
 * The plan: what the supervisor does, as a flat list of operations with the data that they point to.
 * src/plan/plan-format.ts mirrors it. It is mapped at PLAN_ADDRESS, so that its pointers need no relocation.
 */
#ifndef SALLYPORT_PLAN_H
#define SALLYPORT_PLAN_H

#include <stdint.h>

#define PLAN_ADDRESS 0x1000000000UL

enum {
  PLAN_MAGIC = 0x4e414c50,
  PLAN_VERSION = 1,
  MAXIMUM_PLAN = 4 * 1024 * 1024,
  MAXIMUM_OPERATIONS = 4096,
  MAXIMUM_ERRNOS = 4,
  MAXIMUM_ARGUMENTS = 6,
  MAXIMUM_PROCESSES = 8,
  REGISTERS = 32,
  NO_REGISTER = 0xff,
  CHANNEL_REGISTER = 31,
};

#if defined(__x86_64__)
enum { PLAN_MACHINE = 62 };
#else
enum { PLAN_MACHINE = 183 };
#endif

enum code {
  OPERATION_CALL,
  OPERATION_FORK,
  OPERATION_EXIT,
  OPERATION_EXECUTE,
  OPERATION_SEND,
  OPERATION_LOAD,
  OPERATION_STORE,
  OPERATION_JUMP,
  OPERATION_SET,
  OPERATION_FAIL,
  OPERATION_RESET_SIGNALS,
  OPERATION_CHECK_DIRECTORY,
  OPERATION_AWAIT_BYTE,
  OPERATION_AWAIT_REPLY,
  OPERATION_CLOSE_FROM,
  OPERATION_SUPERVISE,
  OPERATION_DIE_WITH_PARENT,
  OPERATION_CODES,
};

enum policy { POLICY_FAIL, POLICY_IGNORE, POLICY_IGNORE_LISTED, POLICY_JUMP, POLICY_JUMP_LISTED, POLICIES };

enum condition { ALWAYS, EQUAL, NOT_EQUAL, LESS, AT_LEAST, CONDITIONS };

struct plan_header {
  uint32_t magic;
  uint16_t version;
  uint16_t operation_size;
  uint32_t machine;
  uint32_t size;
  uint32_t data_offset;
  uint32_t data_size;
  uint32_t operations_offset;
  uint32_t operation_count;
  uint64_t address;
};

struct operation {
  uint8_t code;
  /* Register that takes the result, or NO_REGISTER. */
  uint8_t result;
  uint8_t policy;
  /* Bit n: argument n is the number of a register. */
  uint8_t registers;
  uint16_t step;
  /* What a jump, a failed operation or a forked process goes on with. */
  uint16_t target;
  uint32_t number;
  /* Errnos that the policy lists; 0: none. */
  uint16_t errnos[MAXIMUM_ERRNOS];
  uint32_t unused;
  uint64_t arguments[MAXIMUM_ARGUMENTS];
};

_Static_assert(sizeof(struct plan_header) == 40, "the header is without padding");
_Static_assert(sizeof(struct operation) == 72, "operations are without padding");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the plan is read in place");

static inline const struct plan_header *plan_header(void) {
  return (const struct plan_header *)PLAN_ADDRESS;
}

static inline const struct operation *plan_operations(void) {
  return (const struct operation *)(PLAN_ADDRESS + plan_header()->operations_offset);
}

/* Whether the data of the plan holds this range. */
int plan_holds(uint64_t address, uint64_t size);

/* Whether the header may be believed, which comes before the rest is read. */
int header_is_sound(const struct plan_header *header);

/* The index of the first operation that is none; the number of operations when all are. */
uint32_t first_unsound_operation(void);

#endif

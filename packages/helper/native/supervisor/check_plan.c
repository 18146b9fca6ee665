#include "plan.h"

int header_is_sound(const struct plan_header *header) {
  uint64_t data_end = (uint64_t)header->data_offset + header->data_size;
  uint64_t size = header->operations_offset + (uint64_t)header->operation_count * sizeof(struct operation);
  return header->magic == PLAN_MAGIC && header->version == PLAN_VERSION &&
         header->operation_size == sizeof(struct operation) && header->machine == PLAN_MACHINE &&
         header->address == PLAN_ADDRESS && header->size <= MAXIMUM_PLAN && header->operation_count >= 1 &&
         header->operation_count <= MAXIMUM_OPERATIONS && header->data_offset == sizeof *header &&
         data_end <= header->operations_offset && header->operations_offset % 8 == 0 && header->size == size;
}

int plan_holds(uint64_t address, uint64_t size) {
  const struct plan_header *header = plan_header();
  uint64_t start = PLAN_ADDRESS + header->data_offset;
  return address >= start && size <= header->data_size && address - start <= header->data_size - size;
}

static int operation_is_sound(const struct operation *operation, uint32_t count) {
  for (int i = 0; i < MAXIMUM_ARGUMENTS; i++) {
    if ((operation->registers >> i & 1) != 0 && operation->arguments[i] >= REGISTERS) {
      return 0;
    }
  }
  return operation->code < OPERATION_CODES && operation->policy < POLICIES && operation->target < count &&
         operation->registers < 1 << MAXIMUM_ARGUMENTS &&
         (operation->result < REGISTERS || operation->result == NO_REGISTER);
}

uint32_t first_unsound_operation(void) {
  uint32_t count = plan_header()->operation_count;
  uint32_t index = 0;
  while (index < count && operation_is_sound(&plan_operations()[index], count)) {
    index++;
  }
  return index;
}

#include "read_memory.h"

#include <sys/uio.h>

#include "system_call.h"

enum { PAGE = 4096, PARTS = 4 };

/* A part that is not there ends the transfer in front of it: one part for each page. */
long read_memory(int pid, uint64_t address, void *into, size_t size) {
  struct iovec local = {into, size};
  struct iovec parts[PARTS];
  unsigned long count = 0;
  while (size > 0 && count < PARTS) {
    size_t rest = PAGE - address % PAGE;
    size_t length = rest < size ? rest : size;
    parts[count++] = (struct iovec){(void *)address, length};
    address += length;
    size -= length;
  }
  return CALL6(process_vm_readv, pid, &local, 1, parts, count, 0);
}

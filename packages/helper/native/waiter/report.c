#include "report.h"

#include "calls.h"
#include "memory.h"

struct failure {
  uint8_t kind;
  uint8_t step;
  int32_t error;
} __attribute__((packed));

struct ending {
  uint8_t kind;
  uint32_t status;
} __attribute__((packed));

int report(uint8_t byte) {
  return send_some(FD_CONTROL, &byte, 1) == 1;
}

void report_status(uint32_t status) {
  struct ending ending = {REPORT_STATUS, status};
  send_some(FD_CONTROL, &ending, sizeof ending);
}

void fail(enum step step, long result) {
  struct failure failure = {REPORT_FAILED, (uint8_t)step, (int32_t)-result};
  send_some(FD_CONTROL, &failure, sizeof failure);
  exit_with(OWN_FAILURE);
}

void require(enum step step, long result) {
  if (result < 0) {
    fail(step, result);
  }
}

#include <string.h>
#include <sys/ioctl.h>

#include "calls.h"

/* The kernel's struct termios (asm-generic/termbits.h), which is not the C library's. */
struct kernel_termios {
  uint32_t input;
  uint32_t output;
  uint32_t control;
  uint32_t local;
  uint8_t line;
  uint8_t characters[19];
};

enum { GET_MODE = 0x5401, SET_MODE_DRAINED = 0x5403, SET_MODE_FLUSHED = 0x5404 };

/* Arguments: descriptor, out bytes. */
int64_t sallyport_terminal_mode(const sallyport_value *arguments) {
  struct kernel_termios mode;
  if (arguments[1].buffer.length != sizeof mode) {
    return -EINVAL;
  }
  if (ioctl((int)arguments[0].integer, GET_MODE, &mode) < 0) {
    return -(int64_t)errno;
  }
  memcpy(arguments[1].buffer.data, &mode, sizeof mode);
  return 0;
}

/* Arguments: descriptor, bytes, 1 to drop input that was not read yet. */
int64_t sallyport_set_terminal_mode(const sallyport_value *arguments) {
  struct kernel_termios mode;
  int64_t result;
  if (arguments[1].buffer.length != sizeof mode) {
    return -EINVAL;
  }
  memcpy(&mode, arguments[1].buffer.data, sizeof mode);
  unsigned long request = arguments[2].integer == 0 ? SET_MODE_DRAINED : SET_MODE_FLUSHED;
  SALLYPORT_RETRY(result, ioctl((int)arguments[0].integer, request, &mode));
  return sallyport_result(result);
}

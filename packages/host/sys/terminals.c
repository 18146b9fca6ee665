#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "calls.h"

int64_t sallyport_is_terminal(const sallyport_value *arguments) {
  struct termios settings;
  return tcgetattr((int)arguments[0].integer, &settings) == 0;
}

int64_t sallyport_window_size(const sallyport_value *arguments) {
  struct winsize size;
  if (arguments[1].buffer.length < 2) {
    return -EINVAL;
  }
  if (ioctl((int)arguments[0].integer, TIOCGWINSZ, &size) < 0) {
    return -(int64_t)errno;
  }
  int32_t *out = arguments[1].buffer.data;
  out[0] = size.ws_row;
  out[1] = size.ws_col;
  return 0;
}

int64_t sallyport_set_window_size(const sallyport_value *arguments) {
  int64_t rows = arguments[1].integer;
  int64_t columns = arguments[2].integer;
  if (rows < 0 || rows > UINT16_MAX || columns < 0 || columns > UINT16_MAX) {
    return -EINVAL;
  }
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  return sallyport_result(ioctl((int)arguments[0].integer, TIOCSWINSZ, &size));
}

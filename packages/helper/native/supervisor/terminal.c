#include "terminal.h"

#include <asm/ioctls.h>
#include <sys/ioctl.h>

#include "calls.h"
#include "frames.h"
#include "system_call.h"

void copy_window_size(const struct supervisor *supervisor) {
  struct winsize size;
  if (supervisor->master >= 0 && CALL3(ioctl, 0, TIOCGWINSZ, &size) == 0) {
    CALL3(ioctl, supervisor->master, TIOCSWINSZ, &size);
  }
}

void resize_terminal(const struct supervisor *supervisor, uint32_t rows, uint32_t columns) {
  struct winsize size = {.ws_row = (uint16_t)rows, .ws_col = (uint16_t)columns};
  if (supervisor->master >= 0) {
    CALL3(ioctl, supervisor->master, TIOCSWINSZ, &size);
  }
}

void take_terminal(struct supervisor *supervisor, int fd) {
  struct frame frame = {.type = FRAME_TERMINAL};
  if (has_flag(supervisor, PASS_TERMINAL)) {
    send_descriptor(supervisor, frame, fd);
    return;
  }
  if (supervisor->master >= 0 || supervisor->started) {
    close_descriptor(fd);
    return;
  }
  supervisor->master = fd;
  copy_window_size(supervisor);
}

#include "calls.h"
#include "opener.h"

void report_denial(const struct opener *opener, const struct request *request, uint32_t wanted, const char *path) {
  static struct {
    struct frame frame;
    char path[2 * PATH_SIZE];
  } denial;
  size_t length = 0;
  while (path[length] != '\0' && length < sizeof denial.path) {
    denial.path[length] = path[length];
    length++;
  }
  denial.frame = (struct frame){
      .size = (uint32_t)(sizeof denial.frame + length),
      .type = FRAME_DENIED,
      .pid = (int32_t)request->notice.pid,
      .value = (int32_t)wanted,
  };
  /* Blocks while the supervisor has not taken those before it. */
  long sent;
  do {
    sent = write_some(opener->reports, &denial, denial.frame.size);
  } while (sent == -EINTR);
}

#include "opener.h"
#include "read_memory.h"
#include "system_call.h"

static long read_how(struct request *request, uint64_t address, uint64_t size) {
  if (size < sizeof request->how) {
    return -EINVAL;
  }
  long count = read_memory((int)request->notice.pid, address, &request->how, sizeof request->how);
  return count == (long)sizeof request->how ? 0 : -EFAULT;
}

static long read_path(struct request *request, uint64_t address) {
  long count = read_memory((int)request->notice.pid, address, request->path, PATH_SIZE);
  for (long i = 0; i < count; i++) {
    if (request->path[i] == '\0') {
      return 0;
    }
  }
  return count < PATH_SIZE ? -EFAULT : -ENAMETOOLONG;
}

long read_call(struct request *request) {
  const __u64 *arguments = request->notice.data.args;
  uint64_t path = arguments[1];
  long result = 0;
  request->directory = (int)arguments[0];
  switch (request->notice.data.nr) {
  case __NR_openat:
    request->how = (struct open_how){.flags = (uint32_t)arguments[2], .mode = arguments[3]};
    break;
  case __NR_openat2:
    result = read_how(request, arguments[2], arguments[3]);
    break;
#ifdef __NR_open
  case __NR_open:
    path = arguments[0];
    request->how = (struct open_how){.flags = (uint32_t)arguments[1], .mode = arguments[2]};
    request->directory = AT_FDCWD;
    break;
  case __NR_creat:
    path = arguments[0];
    request->how = (struct open_how){.flags = O_CREAT | O_WRONLY | O_TRUNC, .mode = arguments[1]};
    request->directory = AT_FDCWD;
    break;
#endif
  default:
    result = -ENOSYS;
  }
  return result < 0 ? result : read_path(request, path);
}

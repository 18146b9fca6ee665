#include <linux/capability.h>
#include <linux/prctl.h>
#include <signal.h>
#include <sys/stat.h>

#include "calls.h"
#include "memory.h"
#include "opener.h"
#include "system_call.h"

#if defined(__x86_64__)
enum { NATIVE = 0xc000003e };
#else
enum { NATIVE = 0xc00000b7 };
#endif

static struct request request;

static long learn_own_rights(struct opener *opener) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
  struct stat status;
  long result = CALL2(capget, &header, data);
  opener->capabilities = data[0].permitted | (uint64_t)data[1].permitted << 32;
  opener->uid = (uint32_t)CALL1(geteuid, 0);
  opener->gid = (uint32_t)CALL1(getegid, 0);
  if (result >= 0) {
    result = CALL4(newfstatat, opener->proc, "self/ns/user", &status, 0);
    opener->user_namespace = status.st_ino;
  }
  return result;
}

static long prepare(struct opener *opener) {
  /* The kernel's struct sigaction: processes that end are gone without a wait. */
  static const uint64_t ignore[4] = {1, 0, 0, 0};
  enum { SIGNAL_SET_SIZE = 8 };
  long result = CALL2(prctl, PR_SET_PDEATHSIG, SIGKILL);
  if (result >= 0) {
    result = CALL4(rt_sigaction, SIGCHLD, ignore, NULL, SIGNAL_SET_SIZE);
  }
  /* A terminal that he has is not the caller's. */
  CALL1(setsid, 0);
  CALL1(umask, 0);
  if (result >= 0) {
    result = opener->proc = (int)CALL4(openat, AT_FDCWD, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
  }
  return result < 0 ? result : learn_own_rights(opener);
}

void answer(const struct opener *opener, const struct request *asked, long result) {
  struct seccomp_notif_addfd descriptor = {
      .id = asked->notice.id,
      .flags = SECCOMP_ADDFD_FLAG_SEND,
      .srcfd = (uint32_t)result,
      .newfd_flags = (uint32_t)asked->how.flags & O_CLOEXEC,
  };
  if (result >= 0) {
    result = CALL3(ioctl, opener->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &descriptor);
  }
  struct seccomp_notif_resp response = {.id = asked->notice.id, .error = (int32_t)result};
  if (result < 0) {
    CALL3(ioctl, opener->listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
  }
}

static void serve(struct opener *opener) {
  request.root = -1;
  request.base = -1;
  long result = request.notice.data.arch == NATIVE ? read_call(&request) : -ENOSYS;
  if (result >= 0) {
    result = look_up_caller(opener, &request);
  }
  if (result >= 0) {
    rewrite_path(&request);
    result = become_caller(opener, &request);
  }
  if (result >= 0) {
    open_file(opener, &request);
  } else {
    answer(opener, &request, result);
  }
  become_opener(opener);
  close_descriptor(request.root);
  close_descriptor(request.base);
}

void serve_calls(struct opener *opener) {
  struct pollfd poll = {.fd = opener->listener, .events = POLLIN};
  if (prepare(opener) < 0) {
    exit_with(OWN_FAILURE);
  }
  for (;;) {
    poll_for(&poll, 1, NO_LIMIT);
    if ((poll.revents & POLLIN) == 0 && (poll.revents & POLLHUP) != 0) {
      exit_with(0);
    }
    memset(&request.notice, 0, sizeof request.notice);
    if ((poll.revents & POLLIN) != 0 &&
        CALL3(ioctl, opener->listener, SECCOMP_IOCTL_NOTIF_RECV, &request.notice) == 0) {
      serve(opener);
    }
  }
}

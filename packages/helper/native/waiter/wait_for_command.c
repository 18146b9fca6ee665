#include "calls.h"
#include "modes.h"
#include "report.h"

#include <sys/signalfd.h>

enum { HIGHEST_SIGNAL = 64, SIGNALED = 128 };

/* True for the end of a process, which it puts into `status` as wait(2) has it. */
static int is_ending(const struct reply *reply, uint32_t *status) {
  uint64_t number;
  if (!reply_number(reply, &number) || number > 0xffff) {
    return 0;
  }
  uint32_t signal = number & 0x7f;
  *status = (uint32_t)number;
  return (number & 0xff) == 0 || (number <= 0xff && signal >= 1 && signal <= HIGHEST_SIGNAL);
}

static int exit_status(uint32_t status) {
  return (status & 0xff) == 0 ? (int)(status >> 8) : SIGNALED + (int)(status & 0x7f);
}

/* The next signal that is to be forwarded; 0 when none is there. The others are ignored. */
static uint32_t next_signal(uint64_t forwarded) {
  struct signalfd_siginfo information;
  while (read_some(FD_SIGNALS, &information, sizeof information) == (long)sizeof information) {
    uint32_t number = information.ssi_signo;
    if (number >= 1 && number <= HIGHEST_SIGNAL && (forwarded >> (number - 1) & 1) != 0) {
      return number;
    }
  }
  return 0;
}

/* The guard has nothing left to do; without this byte, it would kill the command. */
static void release_guard(const struct message *message) {
  uint8_t done = DONE;
  if ((message->header.roles & ROLE_GUARD) != 0) {
    send_some(FD_GUARD, &done, 1);
  }
}

int wait_for_command(const struct message *message, struct delivery *delivery) {
  struct reply reply;
  reply_begin(&reply);
  while (reply_receive(&reply, FD_REPLY) == REPLY_UNFINISHED) {
    /* One signal at a time: the kernel keeps the others until they are read. */
    int idle = delivery->phase == DELIVERY_IDLE;
    struct pollfd polls[3] = {{.fd = FD_REPLY, .events = POLLIN}, {.fd = idle ? FD_SIGNALS : -1, .events = POLLIN}};
    int64_t limit = delivery_poll(delivery, &polls[2]);
    if (poll_for(polls, 3, limit) < 0) {
      return OWN_FAILURE;
    }
    if (!idle) {
      delivery_advance(delivery, message);
    } else if (polls[1].revents != 0) {
      uint32_t number = next_signal(message->header.signals);
      if (number != 0) {
        delivery_begin(delivery, message, number);
      }
    }
  }
  uint32_t status;
  if (!is_ending(&reply, &status)) {
    return OWN_FAILURE;
  }
  release_guard(message);
  report_status(status);
  return exit_status(status);
}

/* System calls; each returns at least 0 or a negative errno. */
#ifndef SALLYPORT_CALLS_H
#define SALLYPORT_CALLS_H

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

enum { NO_LIMIT = -1 };

_Noreturn void exit_with(int status);
int64_t now_ms(void);
int block_all_signals(void);
int open_signals(void);
int set_not_dumpable(void);
int set_name(const char *name);
int enter_root(void);
int close_descriptor(int fd);
/* Closes `first` and all above; kernels before 5.9 have no such call. */
int close_from(int first);
/* Makes `fd` known as `number` and closes the former number. */
int move_descriptor(int fd, int number);
long read_some(int fd, void *buffer, size_t size);
long write_some(int fd, const void *bytes, size_t length);
/* From a file or socket into a pipe that has room for some of it: does not wait for more room. */
long splice_some(int from, int to, size_t length);
/* Sockets: never block and never raise SIGPIPE. */
int open_stream(void);
int connect_stream(int fd, const void *address, size_t length);
long send_some(int fd, const void *bytes, size_t length);
long receive_some(int fd, void *buffer, size_t size);
long receive_message(int fd, struct msghdr *message);
/* Restores a terminal and discards what was typed: TCSETSF. */
int set_terminal(int fd, const void *attributes);
/* Waits for at most `limit` milliseconds, or NO_LIMIT. A stop and its SIGCONT end the wait early. */
int poll_for(struct pollfd *descriptors, int count, int64_t limit);

#endif

#ifndef SALLYPORT_CALLS_H
#define SALLYPORT_CALLS_H

#include "call.h"

/* name, signature, function: arguments and results are described in src/system-calls.ts. */
#define SALLYPORT_CALLS(CALL)                                        \
  CALL("open", "sii", sallyport_open)                                \
  CALL("openInRoot", "isi", sallyport_open_in_root)                  \
  CALL("status", "sd", sallyport_status)                             \
  CALL("linkStatus", "sd", sallyport_link_status)                    \
  CALL("descriptorStatus", "id", sallyport_descriptor_status)        \
  CALL("readDirectory", "ib", sallyport_read_directory)              \
  CALL("readLink", "sb", sallyport_read_link)                        \
  CALL("rename", "ss", sallyport_rename)                             \
  CALL("remove", "s", sallyport_remove)                              \
  CALL("makeDirectory", "si", sallyport_make_directory)              \
  CALL("removeDirectory", "s", sallyport_remove_directory)           \
  CALL("read", "ib", sallyport_read)                                 \
  CALL("write", "ib", sallyport_write)                               \
  CALL("close", "i", sallyport_close)                                \
  CALL("duplicate", "ii", sallyport_duplicate)                       \
  CALL("descriptorFlags", "i", sallyport_descriptor_flags)           \
  CALL("setNonBlocking", "ii", sallyport_set_non_blocking)           \
  CALL("isCloseOnExec", "i", sallyport_is_close_on_exec)             \
  CALL("setCloseOnExec", "ii", sallyport_set_close_on_exec)          \
  CALL("seek", "ili", sallyport_seek)                                \
  CALL("changeOwner", "ill", sallyport_change_owner)                 \
  CALL("tryLock", "i", sallyport_try_lock)                           \
  CALL("unlock", "i", sallyport_unlock)                              \
  CALL("pipe", "n", sallyport_pipe)                                  \
  CALL("setPipeSize", "ii", sallyport_set_pipe_size)                 \
  CALL("connectPath", "s", sallyport_connect_path)                   \
  CALL("connectAbstract", "b", sallyport_connect_abstract)           \
  CALL("listenPath", "si", sallyport_listen_path)                    \
  CALL("listenAbstract", "bi", sallyport_listen_abstract)            \
  CALL("accept", "i", sallyport_accept)                              \
  CALL("socketPair", "n", sallyport_socket_pair)                     \
  CALL("send", "ibn", sallyport_send)                                \
  CALL("receive", "ibn", sallyport_receive)                          \
  CALL("sendDatagram", "sb", sallyport_send_datagram)                \
  CALL("peerCredentials", "id", sallyport_peer_credentials)          \
  CALL("shutdown", "ii", sallyport_shutdown)                         \
  CALL("isTerminal", "i", sallyport_is_terminal)                     \
  CALL("windowSize", "in", sallyport_window_size)                    \
  CALL("setWindowSize", "iii", sallyport_set_window_size)            \
  CALL("terminalMode", "ib", sallyport_terminal_mode)                \
  CALL("setTerminalMode", "ibi", sallyport_set_terminal_mode)        \
  CALL("openPty", "n", sallyport_open_pty)                           \
  CALL("processId", "", sallyport_process_id)                        \
  CALL("parentProcessId", "", sallyport_parent_process_id)           \
  CALL("effectiveUserId", "", sallyport_effective_user_id)           \
  CALL("setUmask", "i", sallyport_set_umask)                         \
  CALL("workingDirectory", "b", sallyport_working_directory)         \
  CALL("realTime", "", sallyport_real_time)                          \
  CALL("bootTime", "", sallyport_boot_time)                          \
  CALL("setDumpable", "i", sallyport_set_dumpable)                   \
  CALL("sendSignal", "ii", sallyport_send_signal)                    \
  CALL("setSignalIgnored", "ii", sallyport_set_signal_ignored)       \
  CALL("catchSignal", "ii", sallyport_catch_signal)                   \
  CALL("spawn", "svvnsin", sallyport_spawn)                          \
  CALL("exitStatus", "i", sallyport_exit_status)                     \
  CALL("replace", "svv", sallyport_replace)                          \
  CALL("pollOpen", "", sallyport_poll_open)                          \
  CALL("pollChange", "iiii", sallyport_poll_change)                  \
  CALL("pollEvents", "ini", sallyport_poll_events)

#define SALLYPORT_DECLARE(name, signature, function) int64_t function(const sallyport_value *arguments);
SALLYPORT_CALLS(SALLYPORT_DECLARE)
#undef SALLYPORT_DECLARE

#endif

import { SallyportError, withContext } from "@sallyport/core";
import { appendText, type Host, writeAll } from "@sallyport/host";

/** Where engines read why a command failed: one JSON object per error, appended without a newline (gVisor facts, 6.4). */
export interface ErrorLog {
  write(message: string): void;
}

export interface ErrorLogOptions {
  readonly log: string | undefined;
  readonly logFd: number | undefined;
}

const mode = 0o644;

/** Opens the log at once, so that a path that cannot be written is told before anything is done. */
export function openErrorLog(host: Host, { log, logFd }: ErrorLogOptions): ErrorLog {
  if (logFd !== undefined && logFd >= 0) return descriptorLog(host, logFd);
  if (log === undefined || log === "") return { write: () => undefined };
  append(host, log, "");
  return { write: (message) => append(host, log, record(host, message)) };
}

function descriptorLog(host: Host, fd: number): ErrorLog {
  if (fd > 2 && !host.descriptors.isInherited(fd)) {
    throw new SallyportError("SALLYPORT_INVALID_DESCRIPTOR", `--log-fd ${fd}: bad file descriptor`, {
      errno: "EBADF",
    });
  }
  return { write: (message) => writeAll(host, fd, host.text.encode(record(host, message))) };
}

function append(host: Host, path: string, text: string): void {
  try {
    appendText(host, path, text, mode);
  } catch (error) {
    throw withContext(`error opening log file "${path}"`, error);
  }
}

function record(host: Host, message: string): string {
  return JSON.stringify({ msg: message, level: "error", time: new Date(host.clock.now()).toISOString() });
}

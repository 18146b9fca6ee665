import { type Dialect, SallyportError, withContext } from "@sallyport/core";
import { appendText, type Host, writeAll } from "@sallyport/host";
import { journal, syslog } from "./system-log.ts";

/** Where engines read why a command failed: one record per error, in the form of the dialect. */
export interface ErrorLog {
  write(message: string): void;
}

export interface ErrorLogOptions {
  readonly log: string | undefined;
  readonly logFd: number | undefined;
  readonly logFormat?: string | undefined;
  readonly dialect?: Dialect | undefined;
}

/** What crun's `--log` begins with where it is not a file's name as it is. */
const crunTarget = /^(file|journald|syslog):(.*)$/s;

const mode = 0o644;

/** Opens the log at once, so that a path that cannot be written is told before anything is done. */
export function openErrorLog(host: Host, options: ErrorLogOptions): ErrorLog {
  const { logFd, dialect } = options;
  const record = recordIn(options);
  if (logFd !== undefined && logFd >= 0) return descriptorLog(host, logFd, record);
  const { log = "" } = options;
  const [, target, name = ""] = (dialect === "crun" ? crunTarget.exec(log) : undefined) ?? [];
  const bare = (message: string) => (options.logFormat === "json" ? jsonRecord(host, message) : message);
  if (target === "journald") return journal(host, name, bare);
  if (target === "syslog") return syslog(host, name, bare);
  return fileLog(host, target === "file" ? name : log, record);
}

function fileLog(host: Host, path: string, record: FormatRecord): ErrorLog {
  if (path === "") return { write: () => undefined };
  append(host, path, "");
  return { write: (message) => append(host, path, record(host, message)) };
}

function descriptorLog(host: Host, fd: number, record: FormatRecord): ErrorLog {
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

type FormatRecord = (host: Host, message: string) => string;

/** gVisor writes JSON whatever it is told, and no newline (facts 6.4); runc and crun write lines, of JSON when told. */
function recordIn({ dialect, logFormat }: ErrorLogOptions): FormatRecord {
  if (dialect === undefined || dialect === "runsc") return jsonRecord;
  if (logFormat === "json") return (host, message) => `${jsonRecord(host, message)}\n`;
  return dialect === "runc"
    ? (host, message) => `time=${JSON.stringify(now(host))} level=error msg=${JSON.stringify(message)}\n`
    : (host, message) => `${now(host)}: ${message}\n`;
}

function jsonRecord(host: Host, message: string): string {
  return JSON.stringify({ msg: message, level: "error", time: now(host) });
}

function now(host: Host): string {
  return new Date(host.clock.now()).toISOString();
}

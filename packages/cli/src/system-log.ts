import { isSallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { ErrorLog } from "./error-log.ts";

/** syslog(3): LOG_ERR, and LOG_USER, shifted. */
const errorPriority = 3;
const userFacility = 8;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What an error is in the text of a log. */
export type FormatMessage = (message: string) => string;

/**
 * The journal of systemd, by its native protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL), with the fields that crun sends.
 * Not crun's: version 1.8.1 loses the id.
 */
export function journal(host: Host, id: string, format: FormatMessage): ErrorLog {
  return datagramLog(host, "/run/systemd/journal/socket", (message) => [
    ...field(host, "PRIORITY", String(errorPriority)),
    ...field(host, "MESSAGE", format(message)),
    ...field(host, "ID", id),
    ...field(host, "SYSLOG_IDENTIFIER", "crun"),
  ]);
}

/** syslogd, in the words of syslog(3): RFC 3164, with the time of this machine's zone and without its name. */
export function syslog(host: Host, id: string, format: FormatMessage): ErrorLog {
  return datagramLog(host, "/dev/log", (message) => {
    const now = new Date(host.clock.now());
    const day = String(now.getDate()).padStart(2);
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join(":");
    const head = `<${userFacility + errorPriority}>${months[now.getMonth()]} ${day} ${time} ${id}`;
    return host.text.encode(`${head}: ${format(message)}`);
  });
}

/** As for syslog(3), it is no error that nobody listens: the message is on standard error as well. */
function datagramLog(host: Host, socket: string, datagram: (message: string) => Iterable<number>): ErrorLog {
  return {
    write(message) {
      try {
        host.sockets.sendDatagram(socket, Uint8Array.from(datagram(message)));
      } catch (error) {
        if (!isSallyportError(error)) throw error;
      }
    },
  };
}

/** A value in which there is a newline has its length in front, as a little-endian number of 64 bits. */
function field(host: Host, name: string, value: string): Uint8Array {
  if (!value.includes("\n")) return host.text.encode(`${name}=${value}\n`);
  const bytes = host.text.encode(value);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true);
  return Uint8Array.of(...host.text.encode(`${name}\n`), ...length, ...bytes, 0x0a);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

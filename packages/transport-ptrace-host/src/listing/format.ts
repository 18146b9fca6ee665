const day = 24 * 60 * 60 * 1000;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const firstPseudoTerminalMajor = 136;
const pseudoTerminalMajors = 8;

/** `pts/N` for a pseudo-terminal, `?` for none, the device's numbers for any other; from field 7 of /proc/PID/stat. */
export function formatTerminal(device: number): string {
  if (device === 0) return "?";
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  const index = major - firstPseudoTerminalMajor;
  return index >= 0 && index < pseudoTerminalMajors ? `pts/${index * 256 + minor}` : `${major}:${minor}`;
}

/** As ps(1): `HH:MM` within a day, `MonDD` before, in UTC. @param startedAt,now milliseconds since the epoch */
export function formatStart(startedAt: number, now: number): string {
  const date = new Date(startedAt);
  if (now - startedAt >= day) return `${months[date.getUTCMonth()]}${pad(date.getUTCDate())}`;
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
}

/** A Go duration, as gVisor's: `1h2m3.04s`. */
export function formatCpuTime(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const seconds = `${(milliseconds % 60_000) / 1000}s`;
  if (minutes === 0) return milliseconds < 1000 ? `${milliseconds}ms` : seconds;
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}

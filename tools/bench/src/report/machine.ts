import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";

/** What there is to know of this machine, one line each; nothing that names it. */
export function describeMachine(): string[] {
  const kernel = /^\d+(\.\d+)*/.exec(release())?.[0] ?? "";
  return [
    `${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? "an unknown processor"}, ${process.arch}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
    `Linux ${kernel}, ${distribution()}`,
    `load average of the minute before: ${(loadavg()[0] ?? 0).toFixed(1)}`,
  ];
}

function distribution(): string {
  try {
    return (
      /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "an unknown system"
    );
  } catch {
    return "an unknown system";
  }
}

import { withContext } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { TraceEvent } from "@sallyport/transport";

export interface TraceFile extends Disposable {
  /** Writes one line. */
  record(this: void, event: TraceEvent): void;
}

/** A new file for its owner alone: arguments of programs may be secrets. */
export function createTraceFile(host: Host, path: string): TraceFile {
  const fd = explained(path, () =>
    host.files.open(path, { access: "write", create: true, truncate: true, append: true }, 0o600),
  );
  return {
    record(event) {
      const line = host.text.encode(`${JSON.stringify(event)}\n`);
      explained(path, () => writeWhole(host, fd, line));
    },
    [Symbol.dispose]() {
      host.descriptors.close(fd);
    },
  };
}

function writeWhole(host: Host, fd: number, bytes: Uint8Array): void {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(host.descriptors.write(fd, rest));
}

function explained<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw withContext(`writing trace ${path}`, error);
  }
}

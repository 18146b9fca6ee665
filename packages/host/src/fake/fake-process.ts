import { fail } from "./fail.ts";
import type { FakeEventLoop } from "./fake-event-loop.ts";
import { hold, type OpenFile, release } from "./open-file.ts";

interface Descriptor {
  readonly file: OpenFile;
  closeOnExec: boolean;
}

export interface FakeProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly effectiveUid: number;
  workingDirectory: string;
  umask: number;
  dumpable: boolean;
  readonly descriptors: Map<number, Descriptor>;
  readonly loop: FakeEventLoop;
  /** Ends it with a wait status; later calls do nothing. */
  end(status: number): void;
  /** Its wait status, once it ended. */
  status: number | undefined;
}

export function openFileOf(process: FakeProcess, fd: number): OpenFile {
  return process.descriptors.get(fd)?.file ?? fail("EBADF");
}

/** The lowest free number of at least `lowest`. */
export function addDescriptor(process: FakeProcess, file: OpenFile, lowest = 0): number {
  let fd = lowest;
  while (process.descriptors.has(fd)) {
    fd += 1;
  }
  process.descriptors.set(fd, { file: hold(file), closeOnExec: true });
  return fd;
}

export function closeDescriptor(process: FakeProcess, fd: number): void {
  const file = openFileOf(process, fd);
  process.descriptors.delete(fd);
  release(file);
}

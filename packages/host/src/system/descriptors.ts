import type { Descriptors } from "../port/descriptors.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import { descriptorSubject } from "./descriptor-subject.ts";
import { fileStatus, statusFields } from "./file-status.ts";
import type { Inherited } from "./inherited.ts";
import type { ReadinessWaits } from "./readiness.ts";

const EAGAIN = 11;
const nonBlockingBit = 4;
const whence = { start: 0, current: 1, end: 2 } as const;

export function createDescriptors(
  calls: SystemCalls,
  waits: ReadinessWaits,
  inherited: Inherited,
): Descriptors {
  return {
    read: (fd, buffer) => on(fd, "read", calls.read(fd, buffer)),
    tryRead(fd, buffer) {
      const result = calls.read(fd, buffer);
      return result === -EAGAIN ? undefined : on(fd, "read", result);
    },
    write: (fd, bytes) => on(fd, "write", calls.write(fd, bytes)),
    close(fd) {
      waits.cancelAll(fd);
      inherited.forget(fd);
      on(fd, "close", calls.close(fd));
    },
    status(fd) {
      const fields = new Float64Array(statusFields);
      on(fd, "fstat", calls.descriptorStatus(fd, fields));
      return fileStatus(fields);
    },
    isInherited: (fd) => inherited.has(fd),
    duplicate: (fd, lowest = 0) => on(fd, "duplicate", calls.duplicate(fd, lowest)),
    isNonBlocking: (fd) => (on(fd, "fcntl", calls.descriptorFlags(fd)) & nonBlockingBit) !== 0,
    setNonBlocking: (fd, enabled) => void on(fd, "fcntl", calls.setNonBlocking(fd, Number(enabled))),
    setCloseOnExec: (fd, enabled) => void on(fd, "fcntl", calls.setCloseOnExec(fd, Number(enabled))),
    seek: (fd, offset, from) => on(fd, "seek", calls.seek(fd, offset, whence[from])),
    changeOwner: (fd, uid, gid) => void on(fd, "chown", calls.changeOwner(fd, uid, gid)),
    tryLock(fd) {
      const result = calls.tryLock(fd);
      return result !== -EAGAIN && on(fd, "flock", result) === 0;
    },
    unlock: (fd) => void on(fd, "flock", calls.unlock(fd)),
    pipe() {
      const ends = new Int32Array(2);
      checked(calls.pipe(ends), "pipe", "two ends");
      const [read = -1, write = -1] = ends;
      return { read, write };
    },
    setPipeSize: (fd, bytes) => on(fd, "set pipe size", calls.setPipeSize(fd, bytes)),
    wait: (fd, readiness) => waits.wait(fd, readiness),
  };
}

function on(fd: number, operation: string, result: number): number {
  return checked(result, operation, descriptorSubject(fd));
}

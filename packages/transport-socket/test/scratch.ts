import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SocketAddress } from "@sallyport/host";

export interface Scratch extends Disposable {
  readonly directory: string;
  /** A socket path in it. */
  socket(name?: string): Extract<SocketAddress, { kind: "path" }>;
}

/** A temporary directory that goes with its block. */
export function createScratch(): Scratch {
  const directory = mkdtempSync(join(tmpdir(), "sallyport-"));
  return {
    directory,
    socket: (name = "control.sock") => ({ kind: "path", path: join(directory, name) }),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A sandbox id that no other test uses: abstract names are shared by the whole machine. */
export function uniqueId(): string {
  return `test-${randomUUID()}`;
}

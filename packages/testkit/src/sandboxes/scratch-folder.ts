import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerLeftover } from "./leftovers.ts";

export interface ScratchFolder extends AsyncDisposable {
  readonly path: string;
  dispose(): Promise<void>;
}

/** Longest prefix that leaves room for a state directory and `runsc-<id>.sock` in the 108 bytes of a socket address. */
const longestPrefix = 40;

/** A new folder with a short path, readable by its owner only, removed when this process ends at the latest. */
export function createScratchFolder(): ScratchFolder {
  const parent = tmpdir().length <= longestPrefix ? tmpdir() : "/tmp";
  const path = mkdtempSync(join(parent, "sp-"));
  const forget = registerLeftover({ folder: path });
  const dispose = async () => {
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    forget();
  };
  return { path, dispose, [Symbol.asyncDispose]: dispose };
}

import { type Dialect, hasErrno } from "@sallyport/core";
import type { EngineName } from "@sallyport/flags";
import { type Host, readText } from "@sallyport/host";

export interface Place {
  readonly engine: EngineName;
  readonly runtime: Dialect;
}

const folder = "/usr/local/lib/sallyport";

/** One script for each engine, so that to take it from one leaves the others. */
export function standInPath({ engine, runtime }: Place): string {
  return `${folder}/${engine}/${runtime}`;
}

const mark = "# A runtime to engines: sallyport.";

/** What an engine is told to run: a script of the runtime's name, since engines look at the name. */
export function standInText(self: readonly string[], runtime: Dialect, delegate: string): string {
  const words = [...self, `--dialect=${runtime}`, `--delegate=${delegate}`];
  return `#!/bin/sh\n${mark}\nexec ${words.map(quote).join(" ")} "$@"\n`;
}

/** Whether a file is sallyport itself, or such a script: a delegate must be neither. */
export function isStandIn(host: Host, path: string): boolean {
  const own = host.files.status(host.process.self.at(-1) ?? "/proc/self/exe");
  const { device, inode, size } = host.files.status(path);
  if (device === own.device && inode === own.inode) return true;
  return size < largestScript && begins(host, path);
}

const largestScript = 4096;

function begins(host: Host, path: string): boolean {
  try {
    return readText(host, path, { maximum: largestScript }).includes(mark);
  } catch (error) {
    if (hasErrno(error, "EACCES")) return false;
    throw error;
  }
}

function quote(word: string): string {
  return /^[\w./=+@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

import { errnoLines } from "./errno-lines.ts";
import type { errnoNumbers } from "./errno-numbers.ts";

type LinuxErrnoName = keyof typeof errnoNumbers;

/** A name of Linux, or `ERRNO_n` for a number that Linux does not define. */
export type ErrnoName = LinuxErrnoName | `ERRNO_${number}`;

/** The name of an errno (a positive number); `ERRNO_n` when Linux has none for it. */
export function errnoName(number: number): ErrnoName {
  const name = wordsBetween(`\n${number} `, " ");
  return isLinuxErrnoName(name) ? name : `ERRNO_${number}`;
}

/** What strerror(3) says, lower-case as Go prints it; `errno n` for a number that Linux does not define. */
export function errnoMessage(name: ErrnoName): string {
  return wordsBetween(` ${name} `, "\n") ?? name.replace("ERRNO_", "errno ");
}

function wordsBetween(before: string, after: string): string | undefined {
  const found = errnoLines.indexOf(before);
  if (found < 0) return undefined;
  const start = found + before.length;
  return errnoLines.slice(start, errnoLines.indexOf(after, start));
}

/** For a word of the table. */
function isLinuxErrnoName(word: string | undefined): word is LinuxErrnoName {
  return word !== undefined;
}

import { errnoMessages } from "./errno-messages.ts";
import { errnoNumbers } from "./errno-numbers.ts";

type LinuxErrnoName = keyof typeof errnoNumbers;

/** A name of Linux, or `ERRNO_n` for a number that Linux does not define. */
export type ErrnoName = LinuxErrnoName | `ERRNO_${number}`;

/** The name of an errno (a positive number); `ERRNO_n` when Linux has none for it. */
export function errnoName(number: number): ErrnoName {
  const isMeant = (name: string): name is LinuxErrnoName =>
    isLinuxErrnoName(name) && errnoNumbers[name] === number;
  return Object.keys(errnoNumbers).find(isMeant) ?? `ERRNO_${number}`;
}

/** What strerror(3) says, lower-case as Go prints it; `errno n` for a number that Linux does not define. */
export function errnoMessage(name: ErrnoName): string {
  return isLinuxErrnoName(name) ? errnoMessages()[name] : name.replace("ERRNO_", "errno ");
}

function isLinuxErrnoName(name: string): name is LinuxErrnoName {
  return Object.hasOwn(errnoNumbers, name);
}

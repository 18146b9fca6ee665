import { errnoMessages } from "./errno-messages.ts";
import { errnoNumbers } from "./errno-numbers.ts";

type LinuxErrnoName = keyof typeof errnoNumbers;

/** A name of Linux, or `ERRNO_n` for a number that Linux does not define. */
export type ErrnoName = LinuxErrnoName | `ERRNO_${number}`;

let names: ReadonlyMap<number, LinuxErrnoName> | undefined;

/** The name of an errno (a positive number); `ERRNO_n` when Linux has none for it. */
export function errnoName(number: number): ErrnoName {
  // Made with the first failure: most runs see none.
  names ??= namesByNumber();
  return names.get(number) ?? `ERRNO_${number}`;
}

function namesByNumber(): ReadonlyMap<number, LinuxErrnoName> {
  const known = Object.keys(errnoNumbers).filter(isLinuxErrnoName);
  return new Map(known.map((name) => [errnoNumbers[name], name]));
}

/** What strerror(3) says, lower-case as Go prints it; `errno n` for a number that Linux does not define. */
export function errnoMessage(name: ErrnoName): string {
  return isLinuxErrnoName(name) ? errnoMessages()[name] : name.replace("ERRNO_", "errno ");
}

function isLinuxErrnoName(name: string): name is LinuxErrnoName {
  return Object.hasOwn(errnoNumbers, name);
}

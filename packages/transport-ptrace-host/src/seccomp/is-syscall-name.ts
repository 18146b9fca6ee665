import { abisOf } from "./abi.ts";
import { forEachSyscall } from "./for-each-syscall.ts";

let names: Set<string> | undefined;

/** Whether any architecture has a system call of that name. */
export function isSyscallName(name: string): boolean {
  names ??= allNames();
  return names.has(name);
}

function allNames(): Set<string> {
  const found = new Set<string>();
  for (const abi of Object.values(abisOf).flat()) forEachSyscall(abi, (name) => found.add(name));
  return found;
}

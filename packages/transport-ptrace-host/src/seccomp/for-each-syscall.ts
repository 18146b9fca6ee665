import type { Abi } from "./abi.ts";
import { syscallNames } from "./generated/syscall-names.ts";

/**
 * The system calls of an ABI in the order of their numbers, of which one may have two names. In the generated lists a
 * number is that of the name after it: `read write 5 fstat`.
 */
export function forEachSyscall(
  { name, numberBase }: Abi,
  visit: (name: string, number: number) => void,
): void {
  let number = numberBase;
  for (const word of syscallNames[name].replaceAll("\n", " ").split(" ")) {
    if (word.charCodeAt(0) <= 0x39) number = numberBase + Number(word);
    else visit(word, number++);
  }
}

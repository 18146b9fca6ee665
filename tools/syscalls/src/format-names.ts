/**
 * Names in the order of their numbers, which are written where they do not follow on the last one:
 * `read write 5 fstat`. The reader is `packages/transport-ptrace-host/src/seccomp/list-syscalls.ts`.
 */
export function formatNames(numbers: ReadonlyMap<string, number>): string {
  const words: string[] = [];
  let next = 0;
  for (const [name, number] of [...numbers].toSorted(([, left], [, right]) => left - right)) {
    if (number !== next) words.push(String(number));
    words.push(name);
    next = number + 1;
  }
  return words.join(" ");
}

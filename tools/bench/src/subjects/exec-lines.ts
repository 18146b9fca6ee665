import type { Subject } from "./subject.ts";

/** The command lines of an exec. `words` are what goes before the command's name; the flags all of them know. */
export function execLines(
  words: readonly string[],
  id: string,
  pidFile: string,
): Pick<Subject, "exec" | "detach"> {
  return {
    exec: (command) => [...words, "exec", id, ...command],
    detach: (command) => [...words, "exec", "--detach", "--pid-file", pidFile, id, ...command],
  };
}

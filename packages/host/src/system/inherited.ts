import type { ProcessFacts } from "../binding.ts";
import type { SystemCalls } from "../system-calls.ts";

/** The descriptors that the caller of this program left open, for as long as nobody closed them. */
export interface Inherited {
  has(fd: number): boolean;
  /** To be told before a number is given back. */
  forget(fd: number): void;
  all(): readonly number[];
}

export function createInherited(calls: SystemCalls, facts: Pick<ProcessFacts, "inherited">): Inherited {
  let found: Set<number> | undefined;
  const numbers = (): Set<number> => (found ??= new Set(facts.inherited));
  const has = (fd: number) => numbers().has(fd) && calls.descriptorFlags(fd) >= 0;
  return {
    has,
    forget: (fd) => void found?.delete(fd),
    all: () => [...numbers()].filter(has),
  };
}

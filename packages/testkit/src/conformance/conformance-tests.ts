import { conformanceCases } from "./conformance-cases.ts";
import type { ConformanceTarget } from "./conformance-target.ts";
import { reasonToSkip, runCase } from "./run-conformance.ts";

/** A case as test frameworks have tests. */
export interface ConformanceTest {
  /** `group/name: sentence`. */
  readonly name: string;
  /** Why it does not apply; undefined when it does. */
  readonly skip: string | undefined;
  /** Rejects with what the transport did wrong. */
  readonly run: () => Promise<void>;
}

/**
 * The cases, for a test framework.
 *
 * @example
 * // vitest
 * for (const { name, skip, run } of conformanceTests(target)) it.skipIf(skip !== undefined)(name, run);
 * // node:test
 * for (const { name, skip, run } of conformanceTests(target)) test(name, { skip }, run);
 */
export function conformanceTests(target: ConformanceTarget): readonly ConformanceTest[] {
  return conformanceCases.map((each) => ({
    name: `${each.id}: ${each.title}`,
    skip: reasonToSkip(target, each),
    async run() {
      const { outcome, reason } = await runCase(target, each);
      if (outcome === "failed") throw new Error(reason);
    },
  }));
}

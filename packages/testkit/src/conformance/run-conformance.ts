import { messageOf } from "@sallyport/core";
import { capabilitiesFor, type TransportCapabilities } from "@sallyport/transport";
import type { ConformanceCase } from "./conformance-case.ts";
import { conformanceCases } from "./conformance-cases.ts";
import type { ConformanceTarget } from "./conformance-target.ts";
import { createContext } from "./create-context.ts";

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly outcome: "passed" | "failed" | "skipped";
  /** What went wrong, or why it does not apply. */
  readonly reason?: string;
}

export interface ConformanceReport {
  readonly schemaVersion: 1;
  readonly transport: string;
  /** Version of the contract that the transport was written for. */
  readonly api: string;
  readonly container: string;
  readonly capabilities: TransportCapabilities;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly results: readonly CaseResult[];
}

export interface ConformanceOptions {
  readonly cases?: readonly ConformanceCase[];
  /** Milliseconds for one case. Default: half a minute. */
  readonly caseLimit?: number;
  /** Called after each case; the next one waits for it. */
  readonly onResult?: (result: CaseResult) => void | Promise<void>;
}

const defaultCaseLimit = 30_000;

/** Runs the cases one after the other. Rejects only for what is no fault of the transport. */
export async function runConformance(
  target: ConformanceTarget,
  { cases = conformanceCases, caseLimit = defaultCaseLimit, onResult }: ConformanceOptions = {},
): Promise<ConformanceReport> {
  const { transport, container } = target;
  const results: CaseResult[] = [];
  for (const each of cases) {
    const result = await runCase(target, each, caseLimit);
    results.push(result);
    await onResult?.(result);
  }
  const count = (outcome: CaseResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    schemaVersion: 1,
    transport: transport.id,
    api: transport.api,
    container: container.id,
    capabilities: capabilitiesFor(transport, container),
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    results,
  };
}

/** Runs one case, unless it does not apply. */
export async function runCase(
  target: ConformanceTarget,
  each: ConformanceCase,
  limit: number = defaultCaseLimit,
): Promise<CaseResult> {
  const { id, title } = each;
  const reason = reasonToSkip(target, each);
  if (reason !== undefined) return { id, title, outcome: "skipped", reason };
  try {
    await withinLimit(target, limit, runInContext(target, each));
    return { id, title, outcome: "passed" };
  } catch (error) {
    return { id, title, outcome: "failed", reason: messageOf(error) };
  }
}

/** Why a case does not apply: what the transport does not declare, or what whoever runs it does not have. */
export function reasonToSkip(target: ConformanceTarget, each: ConformanceCase): string | undefined {
  const undeclared = each.requires?.(capabilitiesFor(target.transport, target.container));
  if (undeclared !== undefined) return undeclared;
  if (each.needs === "sacrifice" && target.sacrifice === undefined) return "no sandbox may be destroyed here";
  if (each.needs === "executable" && target.executable === undefined) return "no program for it is given";
  return undefined;
}

async function runInContext(target: ConformanceTarget, each: ConformanceCase): Promise<void> {
  await using owned = await createContext(target);
  await each.run(owned.context);
}

async function withinLimit({ host }: ConformanceTarget, limit: number, work: Promise<void>): Promise<void> {
  const delay = host.clock.delay(limit);
  const late = delay.elapsed.then((): never => {
    throw new Error(`it was not over in ${limit} ms`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    delay.cancel();
  }
}

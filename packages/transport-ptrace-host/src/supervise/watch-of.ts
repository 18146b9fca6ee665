import { errnoNumbers, fieldMessage, SallyportError, type SupervisionPolicy } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";
import type { Supervision } from "@sallyport/transport";
import type { InstalledFilter, Watch } from "../join/join-request.ts";
import type { Enforcement, SeccompFilter } from "../seccomp/index.ts";
import { argumentKind, callSignatures, signatureOf } from "./call-signatures.ts";
import { guardedCalls, openingCalls } from "./guarded-calls.ts";

/** What a plan needs to watch a command. */
export interface PlannedWatch {
  readonly watch: Watch;
  /** To be installed in front of the container's. */
  readonly filters: readonly InstalledFilter[];
  /** Names of the calls that are recorded, by the number of their rule. */
  readonly calls: readonly string[];
}

/** Throws SALLYPORT_INVALID_POLICY for a call that no architecture has. */
export async function watchOf(
  { level, policy, onEvent }: Supervision,
  architecture: Architecture,
): Promise<PlannedWatch> {
  const reportProcesses = onEvent !== undefined && level !== "none";
  const plain: Watch = { level, reportProcesses, rules: [], paths: [] };
  if (level === "audit") return await auditing(plain, policy, architecture);
  if (level === "enforce") return await enforcing(plain, policy, architecture);
  return { watch: plain, filters: [], calls: [] };
}

async function auditing(
  watch: Watch,
  { trace = {} }: SupervisionPolicy,
  architecture: Architecture,
): Promise<PlannedWatch> {
  const { compileAudit } = await import("../seccomp/index.ts");
  const { calls = Object.keys(callSignatures), results = false } = trace;
  await checkCalls(calls, "trace.calls");
  const rules = calls.map((call) => ({ arguments: signatureOf(call).map(argumentKind), result: results }));
  const marks = calls.map((name, id) => ({ name, id }));
  const filter = compileAudit(marks, architecture);
  return { watch: { ...watch, rules }, filters: [await installed(filter, "marks")], calls };
}

async function enforcing(
  watch: Watch,
  { paths, deny = [] }: SupervisionPolicy,
  architecture: Architecture,
): Promise<PlannedWatch> {
  const { compileEnforcement } = await import("../seccomp/index.ts");
  for (const [index, { calls }] of deny.entries()) await checkCalls(calls, `deny[${index}].calls`);
  const denied = deny.flatMap(({ calls, errno = "EPERM" }) =>
    calls.map((name) => ({ name, errno: errnoNumbers[errno] })),
  );
  const guarded = paths === undefined ? [] : guardedCalls(errnoNumbers);
  const enforcement: Enforcement = {
    // Of two rules for one call the first counts, and what the policy says comes first.
    deny: [...denied, ...guarded],
    ask: paths === undefined ? [] : openingCalls,
  };
  const filter = compileEnforcement(enforcement, architecture);
  return {
    watch: { ...watch, paths: paths ?? [] },
    filters: [await installed(filter, paths === undefined ? "marks" : "hands-over")],
    calls: [],
  };
}

async function installed(
  { program, flags }: SeccompFilter,
  own: InstalledFilter["own"] & string,
): Promise<InstalledFilter> {
  const { encodeProgram } = await import("../seccomp/index.ts");
  return { program: encodeProgram(program), flags, own };
}

async function checkCalls(calls: readonly string[], field: string): Promise<void> {
  const { isSyscallName } = await import("../seccomp/index.ts");
  for (const [index, call] of calls.entries()) {
    if (isSyscallName(call)) continue;
    throw new SallyportError(
      "SALLYPORT_INVALID_POLICY",
      fieldMessage(`${field}[${index}]`, call, "the name of a system call"),
    );
  }
}

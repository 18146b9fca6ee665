import { quoted, SallyportError } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";
import { abisOf } from "./abi.ts";
import { compileFilter } from "./compile-filter.ts";
import { filterFlags } from "./filter-flags.ts";
import type { FilterRule } from "./filter-rule.ts";
import { isSyscallName } from "./is-syscall-name.ts";
import type { SeccompFilter } from "./seccomp-filter.ts";
import { verdicts } from "./verdicts.ts";

/** A call that stops for the tracer, which is told the rule's number. */
export interface AuditRule {
  readonly name: string;
  /** 0 to 65535. */
  readonly id: number;
}

/** The filter of `--supervise audit`, for all ABIs of the machine: everything else passes. */
export function compileAudit(rules: readonly AuditRule[], architecture: Architecture): SeccompFilter {
  const traced = rules.map(({ name, id }) => rule(name, verdicts.trace + id));
  return { program: compile(traced, architecture), flags: filterFlags.specAllow };
}

export interface Enforcement {
  /** Calls that fail with an errno, at no cost. */
  readonly deny: readonly { readonly name: string; readonly errno: number }[];
  /** Calls that the supervisor is asked about. */
  readonly ask: readonly string[];
}

/** The filter of `--supervise enforce`, for all ABIs of the machine: everything else passes, a denial wins. */
export function compileEnforcement({ deny, ask }: Enforcement, architecture: Architecture): SeccompFilter {
  const denied = deny.map(({ name, errno }) => rule(name, verdicts.errno + errno));
  const asked = ask.map((name) => rule(name, verdicts.notify));
  const { newListener, waitKillable, specAllow } = filterFlags;
  const program = compile([...denied, ...asked], architecture);
  return { program, flags: ask.length > 0 ? specAllow | newListener | waitKillable : specAllow };
}

/** @throws SALLYPORT_USAGE when there is no such call on any architecture */
function rule(name: string, verdict: number): FilterRule {
  if (!isSyscallName(name)) {
    throw new SallyportError("SALLYPORT_USAGE", `${quoted(name, 60)} must be the name of a system call`);
  }
  return { names: [name], conditions: [], verdict };
}

function compile(rules: readonly FilterRule[], architecture: Architecture) {
  const { allow, killProcess } = verdicts;
  return compileFilter({ abis: abisOf[architecture], rules, otherwise: allow, otherAbi: killProcess });
}

import type { AuditRule, SystemCallName } from "@sallyport/helper";
import type { CommandOptions } from "./command-plan.ts";
import { handOverOpening, markCalls } from "./filters.ts";

/** What a record of files, programs and the network would have. */
export const audited: readonly SystemCallName[] = [
  "execve",
  "openat",
  "unlinkat",
  "renameat2",
  "mkdirat",
  "fchmodat",
  "fchownat",
  "connect",
  "bind",
  "accept4",
  "socket",
  "kill",
  "ptrace",
];

const rules: readonly AuditRule[] = audited.map((name) => {
  if (name === "execve") return { arguments: ["text", "texts"] };
  return /at2?$/.test(name) ? { arguments: ["number", "text"] } : {};
});

export const levelNames = ["none", "tree", "audit", "enforce"] as const;

export type LevelName = (typeof levelNames)[number];

/** What a command gets on each level. */
export const levels: Readonly<Record<LevelName, CommandOptions>> = {
  none: {},
  tree: { level: "tree" },
  audit: { level: "audit", rules, prepare: (plan) => markCalls(plan, audited) },
  enforce: { level: "enforce", paths: [{ path: "/", access: ["read", "write"] }], prepare: handOverOpening },
};

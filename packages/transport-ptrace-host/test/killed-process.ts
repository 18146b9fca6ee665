import { type PlanOperation, type SystemCallName, systemCallNumber } from "@sallyport/helper";
import { operation } from "./changed-plan.ts";

const architecture = process.arch === "arm64" ? "arm64" : "x86-64";
export const numberOf = (name: SystemCallName): number => systemCallNumber(architecture, name);

/**
 * Whoever carries this out is killed, the init of a pid namespace too, which is deaf to SIGKILL from inside: in
 * seccomp's strict mode, a call that it does not have.
 */
export const death: readonly PlanOperation[] = ["seccomp" as const, "getpid" as const].map((name) =>
  operation({ code: "call", number: numberOf(name), arguments: [] }),
);

/** How the start of a plan fails whose process was killed. */
export const deaths = /killed by SIGKILL before the command had started$|^the supervisor has ended$/;

import type { SupervisionLevel } from "@sallyport/core";
import { type AuditRule, placeRules } from "./audit-rules.ts";
import type { DataSegment, StructurePointer } from "./data-segment.ts";
import { placePathRules, type PathRule } from "./path-rules.ts";
import { quietTraceOptions } from "./trace-options.ts";
import { constant, flags } from "./operand.ts";

export interface SupervisionOptions {
  /** The process whose end is the command's. All others that the plan forks end before the command counts as started. */
  readonly payload: ForkedProcess;
  /** `audit` records the calls that a filter marks, `enforce` opens files in place of calls that a filter hands over: as root. */
  readonly level?: SupervisionLevel;
  /** Milliseconds that may pass until the command has started. Default 10 000. */
  readonly startLimit?: number;
  /** Milliseconds that the command may run: then SIGTERM and, `grace` milliseconds later, SIGKILL. */
  readonly timeLimit?: number;
  /** Default 10 000. */
  readonly grace?: number;
  /** Signals to the supervisor that it forwards to the command, 1 to 64. */
  readonly signals?: readonly number[];
  /** The supervisor ends as soon as the command has started, and whoever inherits the command reaps it. Level `none`. */
  readonly leaveWhenStarted?: boolean;
  /** What is left of the tree when the command has ended is killed; else it runs on. Level `tree`. */
  readonly killLeftovers?: boolean;
  /** The command runs on when we close our end, or end. Default: it is killed. */
  readonly outliveClient?: boolean;
  /** The master of the terminal that the command sends over the channel: copied to and from 0 and 1, or given to us. */
  readonly terminal?: "copy" | "pass";
  /** A frame for every fork, exec and exit of the tree. Level `tree`. */
  readonly reportProcesses?: boolean;
  /** What is recorded of marked calls, by the number of their mark. Other marks are passed over. Level `audit`. */
  readonly rules?: readonly AuditRule[];
  /** What may be opened; the rest may not. Level `enforce`, with `sendListener`. */
  readonly paths?: readonly PathRule[];
}

/** A process that the plan forks. */
export interface ForkedProcess {
  readonly kind: "process";
  readonly number: number;
}

const defaultLimit = 10_000;

/** The argument of operation `supervise`; native/supervisor/plan.h mirrors it. */
export function placeSupervision(data: DataSegment, options: SupervisionOptions): StructurePointer {
  const { level = "none", rules = [], paths = [] } = options;
  const chosen: readonly (readonly [boolean | undefined, string, number])[] = [
    [options.leaveWhenStarted, "LEAVE_WHEN_STARTED", 1],
    [level !== "none", "TREE", 2],
    [options.killLeftovers, "KILL_LEFTOVERS", 4],
    [options.terminal === "copy", "COPY_TERMINAL", 8],
    [options.terminal === "pass", "PASS_TERMINAL", 16],
    [options.reportProcesses, "REPORT_PROCESSES", 32],
    [options.outliveClient, "OUTLIVE_CLIENT", 64],
    [rules.some(({ result }) => result), "REPORT_RESULTS", 128],
  ];
  const set = chosen.flatMap(([on, name, value]) => (on === true ? [constant(name, value)] : []));
  return data.structure("supervision", [
    ["flags", "u32", flags(...set)],
    ["payload", "u32", options.payload.number],
    ["startLimit", "u32", options.startLimit ?? defaultLimit],
    ["timeLimit", "u32", options.timeLimit ?? 0],
    ["grace", "u32", options.grace ?? defaultLimit],
    ["ruleCount", "u32", rules.length],
    ["signals", "u64", signalMask(options.signals ?? [])],
    ["rules", "u64", rules.length === 0 ? 0 : placeRules(data, rules)],
    ["paths", "u64", paths.length === 0 ? 0 : placePathRules(data, paths)],
    ["pathCount", "u32", paths.length],
    [
      "traceOptions",
      "u32",
      level === "none" || options.reportProcesses === true ? 0 : quietTraceOptions(level),
    ],
  ]);
}

/** Signal n is bit n - 1. */
function signalMask(signals: readonly number[]): bigint {
  return signals.reduce((mask, signal) => mask | (1n << BigInt(signal - 1)), 0n);
}

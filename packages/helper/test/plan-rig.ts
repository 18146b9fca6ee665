import { closeSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createNodeHost } from "@sallyport/host/node";
import { constant } from "../src/plan/operand.ts";
import { createPlanBuilder, type PlanBuilder } from "../src/plan/plan-builder.ts";
import type { PlanOptions, PlanRun } from "../src/plan/plan-run.ts";
import type { Plan } from "../src/plan/plan.ts";
import { seize } from "../src/plan/seize.ts";
import { startPlan } from "../src/plan/start-plan.ts";
import type { SupervisionOptions } from "../src/plan/supervision.ts";

export const host = createNodeHost();
export const architecture = process.arch === "arm64" ? "arm64" : "x86-64";
export const supervisor = fileURLToPath(new URL("../build/sallyport-supervisor", import.meta.url));

const CLONE_PARENT = constant("CLONE_PARENT", 0x8000);
export interface CommandOptions extends Omit<SupervisionOptions, "payload"> {
  /** The supervisor's parent is the command's too, and reaps it. Not on level `none`. */
  readonly sibling?: boolean;
  /** What the supervisor does before all else. */
  readonly first?: (plan: PlanBuilder) => void;
  /** What the supervisor does once all others are on their way. */
  readonly last?: (plan: PlanBuilder) => void;
  /** What the payload does between its birth and its program. */
  readonly prepare?: (plan: PlanBuilder) => void;
  /** The first descriptor that the payload does not have. Default 3. */
  readonly keep?: number;
}

/** A plan that runs a program on the host: the supervisor forks a process, which forks the payload as its sibling. */
export function commandPlan(argv: readonly string[], options: CommandOptions = {}): Plan {
  const { sibling = false, first, last, prepare, keep = 3, ...supervision } = options;
  const plan = createPlanBuilder(architecture, host.text);
  const [joiner, payload] = [plan.process("joiner"), plan.process("payload")];
  const [join, command] = [plan.label("join"), plan.label("command")];
  const born = plan.register("born");
  if (first !== undefined) {
    plan.step("prepare");
    first(plan);
  }
  plan.step("fork the joiner");
  plan.fork(joiner, join, { mayFork: true, ...(sibling && { flags: CLONE_PARENT }) }, { into: born });
  plan.step("trace the joiner");
  seize(plan, born, options.level ?? "none");
  plan.release();
  last?.(plan);
  plan.supervise({ ...supervision, payload });
  plan.place(join);
  plan.step("wait until traced");
  plan.awaitByte(plan.channel, 5000);
  plan.step("fork the payload");
  plan.fork(payload, command, { flags: CLONE_PARENT });
  plan.exit(0);
  plan.place(command);
  plan.step("prepare the payload");
  plan.call("setsid", []);
  plan.resetSignals();
  prepare?.(plan);
  plan.step("close descriptors");
  plan.closeFrom(keep);
  plan.step("execute the command");
  const environment = plan.data.strings(["PATH=/usr/bin:/bin"]);
  plan.execute(plan.data.string(argv[0] ?? ""), plan.data.strings(argv), environment);
  return plan.finish();
}

export function shell(script: string, options: CommandOptions = {}): Plan {
  return commandPlan(["/bin/sh", "-c", script], options);
}

/** Runs a plan with streams that are nowhere, but for what a test gives. */
export function start(plan: Plan, options: Partial<PlanOptions> = {}): PlanRun {
  const nothing = openSync("/dev/null", "r+");
  try {
    return startPlan(host, plan, { executable: supervisor, fds: [nothing, nothing, nothing], ...options });
  } finally {
    closeSync(nothing);
  }
}

/** A command with its output in a pipe: the run, and what it wrote. */
export function startWithOutput(plan: Plan, options: Partial<PlanOptions> = {}) {
  const { read, write } = host.descriptors.pipe();
  const nothing = openSync("/dev/null", "r+");
  const run = start(plan, { ...options, fds: [nothing, write, write] });
  closeSync(nothing);
  closeSync(write);
  const reader = createReader(read);
  return { run, ...reader };
}

/** A socket whose other end closed with something unread has come to its end too. */
function readSome(fd: number, buffer: Buffer): number {
  try {
    return readSync(fd, buffer);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ECONNRESET") return 0;
    throw error;
  }
}

/** Reads a descriptor by lines, or to its end, with which it is closed: nobody holds the other end any more. */
export function createReader(fd: number) {
  const buffer = Buffer.alloc(65_536);
  let text = "";

  async function more(): Promise<boolean> {
    await host.descriptors.wait(fd, "readable").ready;
    const count = readSome(fd, buffer);
    text += buffer.toString("latin1", 0, count);
    if (count === 0) closeSync(fd);
    return count > 0;
  }

  return {
    /** All that is left. */
    output: async (): Promise<string> => {
      while (await more());
      return text;
    },
    /** The next line, without its end. */
    line: async (): Promise<string> => {
      while (!text.includes("\n") && (await more()));
      const [first = ""] = text.split("\n", 1);
      text = text.slice(first.length + 1);
      return first;
    },
  };
}

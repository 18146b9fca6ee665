import { closeSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createNodeHost } from "@sallyport/host/node";
import { constant, flags } from "../src/plan/operand.ts";
import { createPlanBuilder, type PlanBuilder } from "../src/plan/plan-builder.ts";
import type { PlanOptions, PlanRun } from "../src/plan/plan-run.ts";
import type { Plan } from "../src/plan/plan.ts";
import { startPlan } from "../src/plan/start-plan.ts";
import type { SupervisionOptions } from "../src/plan/supervision.ts";

const host = createNodeHost();
export const supervisor = fileURLToPath(new URL("../build/sallyport-supervisor", import.meta.url));

const CLONE_PARENT = constant("CLONE_PARENT", 0x8000);
const PTRACE_SEIZE = constant("PTRACE_SEIZE", 0x4206);
const treeOptions = flags(
  constant("EXITKILL", 0x100000),
  constant("SYSGOOD", 1),
  constant("FORK", 2),
  constant("VFORK", 4),
  constant("CLONE", 8),
  constant("EXEC", 16),
);

export interface CommandOptions extends Omit<SupervisionOptions, "payload"> {
  /** What the payload does between its birth and its program. */
  readonly prepare?: (plan: PlanBuilder) => void;
  /** The first descriptor that the payload does not have. Default 3. */
  readonly keep?: number;
}

/** A plan that runs a program on the host: the supervisor forks a process, which forks the payload as its sibling. */
export function commandPlan(argv: readonly string[], options: CommandOptions = {}): Plan {
  const { prepare, keep = 3, ...supervision } = options;
  const plan = createPlanBuilder(process.arch === "arm64" ? "arm64" : "x86-64", host.text);
  const [joiner, payload] = [plan.process("joiner"), plan.process("payload")];
  const [join, command] = [plan.label("join"), plan.label("command")];
  const born = plan.register("born");
  plan.step("fork the joiner");
  plan.fork(joiner, join, { mayFork: true }, { into: born });
  if (options.level === "tree") {
    plan.step("trace the joiner");
    plan.call("ptrace", [PTRACE_SEIZE, born, 0, treeOptions]);
  }
  plan.release();
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

/** A command with its output in a pipe: the run, and all that it wrote. */
export function startWithOutput(plan: Plan, options: Partial<PlanOptions> = {}) {
  const { read, write } = host.descriptors.pipe();
  const nothing = openSync("/dev/null", "r+");
  const run = start(plan, { ...options, fds: [nothing, write, write] });
  closeSync(nothing);
  closeSync(write);
  return { run, output: () => readToEnd(read) };
}

async function readToEnd(fd: number): Promise<string> {
  const chunks: Buffer[] = [];
  const buffer = Buffer.alloc(4096);
  for (;;) {
    await host.descriptors.wait(fd, "readable").ready;
    const count = readSync(fd, buffer);
    if (count === 0) break;
    chunks.push(Buffer.from(buffer.subarray(0, count)));
  }
  closeSync(fd);
  return Buffer.concat(chunks).toString();
}

import {
  constant,
  createPlanBuilder,
  type Plan,
  type PlanBuilder,
  seize,
  type SupervisionOptions,
} from "@sallyport/helper";
import type { Host } from "@sallyport/host";

export interface CommandOptions extends Omit<SupervisionOptions, "payload"> {
  /** What the command's process does in front of its program. */
  readonly prepare?: (plan: PlanBuilder) => void;
}

/** A plan as joining a container has it, without a container: the command is forked by a process that is traced. */
export function commandPlan(host: Host, argv: readonly string[], options: CommandOptions): Plan {
  const { prepare, ...supervision } = options;
  const plan = createPlanBuilder(process.arch === "arm64" ? "arm64" : "x86-64", host.text);
  const [joiner, payload] = [plan.process("joiner"), plan.process("payload")];
  const [join, command] = [plan.label("join"), plan.label("command")];
  const born = plan.register("born");
  plan.step("fork");
  plan.fork(joiner, join, { mayFork: true }, { into: born });
  seize(plan, born, options.level ?? "none");
  plan.release();
  plan.supervise({ ...supervision, payload });
  plan.place(join);
  plan.awaitByte(plan.channel, 10_000);
  plan.fork(payload, command, { flags: constant("CLONE_PARENT", 0x8000) });
  plan.exit(0);
  plan.place(command);
  plan.step("execute");
  plan.call("setsid", []);
  plan.resetSignals();
  prepare?.(plan);
  plan.closeFrom(3);
  const environment = plan.data.strings(["PATH=/usr/bin:/bin"]);
  plan.execute(plan.data.string(argv[0] ?? ""), plan.data.strings(argv), environment);
  return plan.finish();
}

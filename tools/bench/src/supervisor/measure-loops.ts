import type { Host } from "@sallyport/host";
import { createScratchFolder, findOnPath, runCommand } from "@sallyport/testkit";
import { measureSeries } from "../series.ts";
import { summarize } from "../statistics.ts";
import { commandPlan } from "./command-plan.ts";
import { audited, type LevelName, levelNames, levels } from "./levels.ts";
import { createPlanRunner, processorTime } from "./run-plan.ts";

type LoopSubject = LevelName | "strace";

/** Medians in milliseconds of processor time, of a command and of what watches it. */
export type LoopTimes = Readonly<Partial<Record<LoopSubject, number>>>;

export interface LoopOptions {
  readonly rounds: number;
  readonly subjects: readonly LoopSubject[];
}

/** Milliseconds for a loop on all levels. */
const patience = 60_000;

/** A command on the levels, and below strace with the same calls where it is installed; by turns. */
export async function measureLoop(
  host: Host,
  supervisor: string,
  argv: readonly string[],
  { rounds, subjects }: LoopOptions,
): Promise<LoopTimes> {
  await using scratch = createScratchFolder();
  const run = createPlanRunner(host, supervisor, scratch.path);
  const present = subjects.filter((name) => name !== "strace" || findOnPath("strace") !== undefined);
  const samples = await measureSeries(
    present.map((name) => ({ name, label: name, pid: process.pid })),
    {
      rounds,
      warmUp: 1,
      patience,
      now: () => performance.now(),
      sample: async ({ name }) => {
        if (name === "strace") return await timeBelowStrace(argv);
        return (await run(commandPlan(host, argv, levels[name]))).cpu;
      },
    },
  );
  return Object.fromEntries([...samples].map(([{ name }, values]) => [name, summarize(values).median]));
}

export const everySubject: readonly LoopSubject[] = [...levelNames, "strace"];

/** What is recorded goes nowhere, as what a supervisor sends is read and dropped. */
async function timeBelowStrace(argv: readonly string[]): Promise<number> {
  const tracing = ["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", `trace=${audited.join(",")}`];
  const result = await runCommand("/bin/sh", ["-c", '"$@"; times', "sh", ...tracing, ...argv]);
  return processorTime(result.stdout);
}

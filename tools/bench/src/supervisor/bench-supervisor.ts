import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type AuditRule, startPlan, type SystemCallName } from "@sallyport/helper";
import { createNodeHost } from "@sallyport/host/node";
import { createScratchFolder, findOnPath, runCommand, workspaceFolder } from "@sallyport/testkit";
import { progress } from "../progress.ts";
import { summarize } from "../statistics.ts";
import { type CommandOptions, commandPlan } from "./command-plan.ts";
import { countExits } from "./count-exits.ts";
import { handOverOpening, markCalls } from "./filters.ts";
import { measureExecs } from "./measure-execs.ts";
import { createPlanRunner, processorTime } from "./run-plan.ts";

const loads = fileURLToPath(new URL("../../loads/main.c", import.meta.url));
const supervisor = join(workspaceFolder(), "packages/helper/build/sallyport-supervisor");
const exits = 2000;
const forks = "i=0; while [ $i -lt 100 ]; do /bin/true; i=$((i+1)); done";

/** What a record of files, programs and the network would have. */
const audited: readonly SystemCallName[] = [
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

const levels: Readonly<Record<string, CommandOptions>> = {
  none: {},
  tree: { level: "tree" },
  audit: { level: "audit", rules, prepare: (plan) => markCalls(plan, audited) },
  enforce: { level: "enforce", paths: [{ path: "/", access: ["read", "write"] }], prepare: handOverOpening },
};

function print(name: string, value: string, bar: string): void {
  console.log(`${name.padEnd(44)}${value.padEnd(24)}${bar}`);
}

/** Prints what the supervisor costs on each level, beside its bars. */
export async function benchSupervisor(rounds: number): Promise<void> {
  const host = createNodeHost();
  await using scratch = createScratchFolder();
  const program = join(scratch.path, "loads");
  await runCommand("cc", ["-std=c11", "-D_GNU_SOURCE", "-O2", "-pthread", "-o", program, loads]);
  const run = createPlanRunner(host, supervisor, scratch.path);

  print("program", `${statSync(supervisor).size} bytes`, "≤ 32 KB");
  print("resident", `${await residentMemory()} KiB`, "≤ 256 KB");
  progress("execs into containers of the host's runtimes");
  for (const { label, ours, theirs, host: on } of await measureExecs(rounds)) {
    const bar = label.startsWith("runc") ? "≤ 0.60 ×" : "≤ 0.90 ×";
    print(
      `exec, of ${label} exec, ${on}`,
      `${ratio(ours, theirs)}: ${ours.toFixed(1)} of ${theirs.toFixed(1)} ms`,
      bar,
    );
  }
  progress("loops");
  const calls = await medians(
    (options) => run(commandPlan(host, [program, "calls", "300000"], options)),
    ["none", "tree"],
    (result) => Number(result.output),
  );
  print("getpid, tree", ratio(calls["tree"], calls["none"]), "≤ 1.05 ×");
  const loop = await medians(
    (options) => run(commandPlan(host, ["/bin/sh", "-c", forks], options)),
    Object.keys(levels),
    ({ cpu }) => cpu,
  );
  print("100 × /bin/true, processor time, tree", ratio(loop["tree"], loop["none"]), "≤ 1.25 ×");
  print("… audit of 13 calls", ratio(loop["audit"], loop["none"]), "");
  print("… enforce", ratio(loop["enforce"], loop["none"]), "");
  print("… audit, of strace --seccomp-bpf", ratio(loop["audit"], await straceTime()), "≤ 0.70 ×");
  const opened = await run(
    commandPlan(host, [program, "flips", ...flipFiles(scratch.path)], shutting(scratch.path)),
  );
  print("forbidden files opened in 5000 flips", opened.output.trim(), "0");
  for (const [level, options] of Object.entries(levels)) {
    progress(`${exits} commands on level ${level}`);
    const right = await countExits(host, supervisor, options, exits);
    print(`right exits on level ${level}, under load`, `${right} of ${exits}`, `${exits}`);
  }

  async function medians<Result>(
    measure: (options: CommandOptions) => Promise<Result>,
    names: readonly string[],
    value: (result: Result) => number,
  ): Promise<Readonly<Record<string, number>>> {
    const samples = new Map(names.map((name) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++) {
      for (const name of names) samples.get(name)?.push(value(await measure(levels[name] ?? {})));
    }
    return Object.fromEntries([...samples].map(([name, all]) => [name, summarize(all).median]));
  }

  async function residentMemory(): Promise<number> {
    const plan = commandPlan(host, ["/bin/sleep", "60"], levels["tree"] ?? {});
    const started = startPlan(host, plan, { executable: supervisor, fds: [0, 1, 2] });
    await started.started;
    const status = readFileSync(`/proc/${started.pid}/status`, "latin1");
    await started.killTree();
    await started.exited;
    return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]);
  }

  /** Undefined where there is no strace. */
  async function straceTime(): Promise<number | undefined> {
    if (findOnPath("strace") === undefined) return undefined;
    const command = `strace -f --seccomp-bpf -o /dev/null -e trace=${audited.join(",")} /bin/sh -c '${forks}'; times`;
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++) {
      samples.push(processorTime((await runCommand("/bin/sh", ["-c", command])).stdout));
    }
    return summarize(samples).median;
  }
}

function ratio(value: number | undefined, reference: number | undefined): string {
  if (value === undefined || reference === undefined) return "not measured";
  return `${(value / reference).toFixed(2)} ×`;
}

function flipFiles(folder: string): readonly [string, string] {
  const [good, bad] = [join(folder, "good"), join(folder, "shut/bad")];
  mkdirSync(join(folder, "shut"));
  writeFileSync(good, "a");
  writeFileSync(bad, "b");
  return [good, bad];
}

function shutting(folder: string): CommandOptions {
  const enforce = levels["enforce"] ?? {};
  return { ...enforce, paths: [...(enforce.paths ?? []), { path: join(folder, "shut"), access: [] }] };
}

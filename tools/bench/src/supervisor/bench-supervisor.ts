import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPlan } from "@sallyport/helper";
import { createNodeHost } from "@sallyport/host/node";
import { createScratchFolder, runCommand } from "@sallyport/testkit";
import { progress } from "../progress.ts";
import { summarize } from "../statistics.ts";
import { type CommandOptions, commandPlan } from "./command-plan.ts";
import { levels } from "./levels.ts";
import { measureExecs } from "./measure-execs.ts";
import { everySubject, measureLoop } from "./measure-loops.ts";
import { createPlanRunner } from "./run-plan.ts";
import { supervisorProgram } from "./supervisor-program.ts";

const loads = fileURLToPath(new URL("../../loads/main.c", import.meta.url));
const forks = "i=0; while [ $i -lt 100 ]; do /bin/true; i=$((i+1)); done";

function print(name: string, value: string, bar = ""): void {
  console.log(`${name.padEnd(52)}${value.padEnd(28)}${bar}`.trimEnd());
}

/** Prints what the supervisor costs on each level, beside its bars. */
export async function benchSupervisor(rounds: number): Promise<void> {
  const host = createNodeHost();
  await using scratch = createScratchFolder();
  const program = join(scratch.path, "loads");
  await runCommand("cc", ["-std=c11", "-D_GNU_SOURCE", "-O2", "-pthread", "-o", program, loads]);
  const run = createPlanRunner(host, supervisorProgram, scratch.path);

  print("program", `${statSync(supervisorProgram).size} bytes`, "≤ 32 KB");
  print("resident", `${await residentMemory()} KiB`, "≤ 256 KB");
  progress("execs into containers of the host's runtimes");
  for (const { label, theirs, ours, fromRunning, host: on } of await measureExecs(rounds)) {
    const isRunc = label.startsWith("runc");
    print(`exec, of ${label} exec, ${on}`, beside(ours, theirs), isRunc ? "≤ 0.60 ×" : "≤ 0.90 ×");
    print("… by a program that runs already", beside(fromRunning, theirs), isRunc ? "" : "≤ 0.50 ×");
  }
  progress("a loop of getpid");
  const calls = await timesOfCall();
  print("getpid, tree", ratio(calls.tree, calls.none), "≤ 1.05 ×");
  progress("100 × /bin/true");
  const forking = await measureLoop(host, supervisorProgram, ["/bin/sh", "-c", forks], {
    rounds,
    subjects: everySubject,
  });
  print("100 × /bin/true, processor time, tree", ratio(forking.tree, forking.none), "≤ 1.25 ×");
  print("… audit of 13 calls", ratio(forking.audit, forking.none));
  print("… enforce", ratio(forking.enforce, forking.none));
  print("… below strace --seccomp-bpf, 13 calls", ratio(forking.strace, forking.none));
  print("… audit, of strace", ratio(forking.audit, forking.strace), "≤ 0.70 ×");
  progress("13 recorded calls, 3000 times");
  const recorded = await measureLoop(host, supervisorProgram, [program, "recorded", "3000"], {
    rounds: Math.min(rounds, 10),
    subjects: ["none", "audit", "strace"],
  });
  print("3000 × 13 recorded calls, audit, of strace", ratio(recorded.audit, recorded.strace), "≤ 0.70 ×");
  print("… audit", perCall(recorded.audit, recorded.none));
  print("… below strace", perCall(recorded.strace, recorded.none));
  progress("5000 flips of a path");
  const opened = await run(
    commandPlan(host, [program, "flips", ...flipFiles(scratch.path)], shutting(scratch.path)),
  );
  print("forbidden files opened in 5000 flips", opened.output.trim(), "0");

  async function timesOfCall() {
    const samples = { none: [] as number[], tree: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      for (const level of ["none", "tree"] as const) {
        const plan = commandPlan(host, [program, "calls", "300000"], levels[level]);
        samples[level].push(Number((await run(plan)).output));
      }
    }
    return { none: summarize(samples.none).median, tree: summarize(samples.tree).median };
  }

  async function residentMemory(): Promise<number> {
    const plan = commandPlan(host, ["/bin/sleep", "60"], levels.tree);
    const started = startPlan(host, plan, { executable: supervisorProgram, fds: [0, 1, 2] });
    await started.started;
    const status = readFileSync(`/proc/${started.pid}/status`, "latin1");
    await started.killTree();
    await started.exited;
    return Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]);
  }
}

function ratio(value: number | undefined, reference: number | undefined): string {
  if (value === undefined || reference === undefined) return "not measured";
  return `${(value / reference).toFixed(2)} ×`;
}

function beside(ours: number, theirs: number): string {
  return `${ratio(ours, theirs)}: ${ours.toFixed(1)} of ${theirs.toFixed(1)} ms`;
}

/** What watching adds to each of the calls. */
function perCall(watched: number | undefined, alone: number | undefined): string {
  if (watched === undefined || alone === undefined) return "not measured";
  return `${(((watched - alone) / (3000 * 13)) * 1000).toFixed(1)} µs a call`;
}

function flipFiles(folder: string): readonly [string, string] {
  const [good, bad] = [join(folder, "good"), join(folder, "shut/bad")];
  mkdirSync(join(folder, "shut"));
  writeFileSync(good, "a");
  writeFileSync(bad, "b");
  return [good, bad];
}

function shutting(folder: string): CommandOptions {
  const { enforce } = levels;
  return { ...enforce, paths: [...(enforce.paths ?? []), { path: join(folder, "shut"), access: [] }] };
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  createHostBundle,
  createScratchFolder,
  findRuntimes,
  installRuntimes,
  runWithFiles,
  startContainer,
  workspaceFolder,
} from "@sallyport/testkit";
import { openSandbox } from "sallyport";
import { progress } from "../progress.ts";
import { summarize } from "../statistics.ts";

export interface ExecTimes {
  /** The runtime whose container it is, with its version. */
  readonly label: string;
  /** Medians in milliseconds, of `/bin/true` from its start to its end. */
  readonly theirs: number;
  readonly ours: number;
  /** By the library in a program that runs already: the supervisor, and little else. */
  readonly fromRunning: number;
  readonly host: "executable" | "Node";
}

/** Milliseconds between two runs: in a row, moving to a cgroup costs less than it does in real life. */
const gap = 100;

/** Execs into a container of each runtime that there is, by its own program and by ours, in turns. */
export async function measureExecs(rounds: number): Promise<ExecTimes[]> {
  const times: ExecTimes[] = [];
  await installRuntimes({ progress });
  for (const runtime of findRuntimes().oci) {
    await using scratch = createScratchFolder();
    const bundle = await createHostBundle({ folder: join(scratch.path, "bundle") });
    await using container = await startContainer({ runtime, bundle });
    const { id, root } = container;
    const { words, host } = ownProgram();
    const [file, ...own] = [...words, "--root", root, "exec", id, "/bin/true"];
    await using box = await openSandbox(id, { root });
    const samples = { ours: [] as number[], theirs: [] as number[], fromRunning: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      samples.theirs.push(await timed(() => container.run(["exec", id, "/bin/true"])));
      samples.ours.push(await timed(() => runWithFiles(file, own, scratch.path)));
      samples.fromRunning.push(await timed(() => box.run(["/bin/true"])));
    }
    times.push({
      label: runtime.label,
      theirs: summarize(samples.theirs).median,
      ours: summarize(samples.ours).median,
      fromRunning: summarize(samples.fromRunning).median,
      host,
    });
  }
  return times;
}

function ownProgram(): { words: readonly string[]; host: ExecTimes["host"] } {
  const folder = join(workspaceFolder(), "packages/cli/dist");
  const executable = join(folder, "sallyport");
  if (existsSync(executable)) return { words: [executable], host: "executable" };
  return { words: [process.execPath, join(folder, "sallyport.mjs")], host: "Node" };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  await setTimeout(gap);
  const start = performance.now();
  await run();
  return performance.now() - start;
}

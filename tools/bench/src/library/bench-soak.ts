import { restoreDevNull } from "@sallyport/testkit";
import { openSandbox, type Sandbox } from "sallyport";
import { progress } from "../progress.ts";
import { markdownTable } from "../report/table.ts";
import { startBenchSandbox } from "../start-bench-sandbox.ts";
import { readResources, type Resources } from "./resources.ts";
import { soak, type SoakSandbox } from "./soak.ts";

const width = 32;
/** Execs before what there is is counted for the first time. */
const warmUp = 500;

/** Runs so many commands by the library, 32 at once, and prints what was lost and what has grown. */
export async function benchSoak(execs: number): Promise<boolean> {
  await using sandboxes = await startSandboxes();
  progress(`${warmUp} execs to warm up`);
  await soak(sandboxes, { execs: warmUp, width });
  const before = readResources(sandboxes.pid());
  const begun = performance.now();
  progress(`${execs} execs, ${width} at once`);
  const result = await soak(sandboxes, { execs, width });
  const seconds = (performance.now() - begun) / 1000;
  const after = readResources(sandboxes.pid());
  const { lostBytes, wrongCodes, interrupted, failures } = result;
  console.log(
    `${execs} execs, ${width} at once, in ${seconds.toFixed(0)} s: ${(execs / seconds).toFixed(0)} a second`,
  );
  console.log(`lost bytes: ${lostBytes}, wrong codes: ${wrongCodes}, other failures: ${failures.length}`);
  console.log(`deaths of the sandbox: ${sandboxes.deaths()}, execs run again for it: ${interrupted}`);
  for (const failure of new Set(failures)) console.log(`failure: ${failure}`);
  for (const line of growthTable(before, after)) console.log(line);
  return lostBytes === 0 && wrongCodes === 0 && failures.length === 0;
}

function growthTable(before: Resources, after: Resources): string[] {
  const rows: readonly (readonly [string, (resources: Resources) => string])[] = [
    ["descriptors", ({ descriptors }) => String(descriptors)],
    ["descriptors of the sandbox", ({ sandboxDescriptors }) => String(sandboxDescriptors)],
    ["children", ({ processes }) => String(processes)],
    ["heap, MB", ({ heap }) => (heap / 1e6).toFixed(1)],
  ];
  return markdownTable(
    ["what", "before", "after"],
    rows.map(([title, show]) => [title, show(before), show(after)]),
  );
}

interface SoakSandboxes extends SoakSandbox, AsyncDisposable {
  pid(): number;
  deaths(): number;
}

async function start() {
  const sandbox = await startBenchSandbox();
  return { sandbox, box: await openSandbox(sandbox.id, { root: sandbox.root }) };
}

async function startSandboxes(): Promise<SoakSandboxes> {
  let current = await start();
  let replacing: Promise<void> | undefined;
  let deaths = 0;

  async function end(): Promise<void> {
    await current.box[Symbol.asyncDispose]();
    await current.sandbox.dispose();
    restoreDevNull();
  }

  async function startAnother(): Promise<void> {
    deaths++;
    await end();
    current = await start();
    replacing = undefined;
  }

  return {
    box: () => current.box,
    pid: () => current.sandbox.pid,
    deaths: () => deaths,
    async replace(dead: Sandbox) {
      if (dead !== current.box) return;
      replacing ??= startAnother();
      await replacing;
    },
    [Symbol.asyncDispose]: end,
  };
}

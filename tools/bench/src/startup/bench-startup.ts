import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, runCommand, type Sandbox, workspaceFolder } from "@sallyport/testkit";
import { bundleOptions } from "@sallyport/tools-bundle";
import { build, type Metafile } from "esbuild";
import { progress } from "../progress.ts";
import { startBenchSandbox } from "../start-bench-sandbox.ts";
import { costsVariable, instrument, instruments, type StartupCosts } from "./instrument.ts";
import { startupReport } from "./startup-report.ts";

const workspace = workspaceFolder();
const entry = join(workspace, "packages/cli/src/node/main.ts");

/** Prints what each module costs on the way of an exec in a real sandbox, on Node. */
export async function benchStartup(rounds: number): Promise<void> {
  await using scratch = createScratchFolder();
  await using sandbox = await startBenchSandbox();
  progress("bundling");
  const plain = await bundle(join(scratch.path, "plain.mjs"));
  // Beside the packages: native code is found from there.
  const program = join(workspace, "packages/cli/dist/instrumented.mjs");
  const runs: StartupCosts[] = [];
  try {
    await bundle(program, true);
    progress(`${rounds} execs`);
    for (let round = 0; round < rounds; round++) runs.push(await runOnce(program, sandbox));
  } finally {
    rmSync(program, { force: true });
  }
  for (const line of startupReport(bytesOf(plain), runs)) console.log(line);
}

async function bundle(output: string, instrumented = false): Promise<Metafile> {
  const options = bundleOptions(entry, output);
  const { metafile } = await build({
    ...options,
    absWorkingDir: workspace,
    metafile: true,
    ...(instrumented && {
      plugins: [instrument(workspace)],
      banner: { js: `${options.banner?.["js"]}${instruments}` },
    }),
  });
  return metafile;
}

function bytesOf({ outputs }: Metafile): Map<string, number> {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return new Map(inputs.map(([name, { bytesInOutput }]) => [name, bytesInOutput]));
}

async function runOnce(program: string, { root, id, scratch }: Sandbox): Promise<StartupCosts> {
  const file = join(scratch, "costs.json");
  const args = [program, "--root", root, "exec", id, "/bin/true"];
  const environment = { [costsVariable]: file, NODE_EXTRA_CA_CERTS: undefined };
  await runCommand(process.execPath, args, { environment });
  const costs: StartupCosts = JSON.parse(readFileSync(file, "utf8"));
  return costs;
}

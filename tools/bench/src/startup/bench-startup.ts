import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runCommand, type Sandbox, workspaceFolder } from "@sallyport/testkit";
import { bundleCli, generateBundle, programFile } from "@sallyport/tools-bundle";
import { progress } from "../progress.ts";
import { startBenchSandbox } from "../start-bench-sandbox.ts";
import { costsVariable, instrument, instruments, type StartupCosts } from "./instrument.ts";
import { startupReport } from "./startup-report.ts";

const workspace = workspaceFolder();
const entry = join(workspace, "packages/cli/src/node/main.ts");
const instrumentsFile = "instruments.mjs";

/** Prints what each module costs on the way of an exec in a real sandbox, on Node. */
export async function benchStartup(rounds: number): Promise<void> {
  await using sandbox = await startBenchSandbox();
  progress("bundling");
  const bytes = await bytesOfModules();
  // Beside the packages: native code is found from there.
  const folder = join(workspace, "packages/cli/dist/instrumented");
  const runs: StartupCosts[] = [];
  try {
    await bundleCli(entry, folder, [instrument(workspace)]);
    writeFileSync(join(folder, instrumentsFile), instruments);
    progress(`${rounds} execs`);
    for (let round = 0; round < rounds; round++) runs.push(await runOnce(folder, sandbox));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const line of startupReport(bytes, runs)) console.log(line);
}

async function bytesOfModules(): Promise<Map<string, number>> {
  const chunks = await generateBundle(entry);
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules));
  return new Map(modules.map(([path, { renderedLength }]) => [relative(workspace, path), renderedLength]));
}

async function runOnce(folder: string, { root, id, scratch }: Sandbox): Promise<StartupCosts> {
  const file = join(scratch, "costs.json");
  const program = ["--import", join(folder, instrumentsFile), join(folder, programFile)];
  const args = [...program, "--root", root, "exec", id, "/bin/true"];
  const environment = { [costsVariable]: file, NODE_EXTRA_CA_CERTS: undefined };
  await runCommand(process.execPath, args, { environment });
  const costs: StartupCosts = JSON.parse(readFileSync(file, "utf8"));
  return costs;
}

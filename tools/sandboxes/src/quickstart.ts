import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import {
  createBundle,
  createScratchFolder,
  installRootfsContents,
  shellQuote,
  startSandbox,
  workspaceFolder,
} from "@sallyport/testkit";
import { chooseRunsc } from "./choose-runsc.ts";

const cli = "packages/cli/dist/sallyport.mjs";

const examples: readonly { readonly command: readonly string[]; readonly status: number }[] = [
  { command: ["uname", "-a"], status: 0 },
  { command: ["sh", "-c", "echo hello from $(hostname); exit 7"], status: 7 },
];

/** Brings up a sandbox, runs commands in it through the program that was built, and removes it. */
export async function quickstart(): Promise<number> {
  if (!existsSync(join(workspaceFolder(), cli))) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `${cli} is not built`, { hint: "run `pnpm build`" });
  }
  if (process.geteuid?.() !== 0) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "a real sandbox needs root");
  }
  const runsc = await chooseRunsc(progress);
  const contents = await installRootfsContents(progress);
  await using scratch = createScratchFolder();
  const bundle = await createBundle({ folder: join(scratch.path, "bundle"), contents });
  await using sandbox = await startSandbox({ runsc, bundle, id: "quickstart" });
  progress(`a sandbox of ${runsc.label} is up: ${sandbox.id}`);
  const failures: string[] = [];
  for (const { command, status: expected } of examples) {
    const status = await execute(["--root", sandbox.root, "exec", sandbox.id, ...command]);
    if (status !== expected) failures.push(`${shellQuote(command)} should end with status ${expected}`);
  }
  for (const failure of failures) console.error(failure);
  return failures.length === 0 ? 0 : 1;
}

function progress(line: string): void {
  console.log(`# ${line}`);
}

/** Shows the command line, the output as it comes, and the exit status, which it gives. */
function execute(args: readonly string[]): Promise<number> {
  console.log(`$ node ${shellQuote([cli, ...args])}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: workspaceFolder(),
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("exit", (status, signal) => {
      console.log(`# exit status ${status ?? signal}`);
      resolve(status ?? -1);
    });
  });
}

import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { createScratchFolder, shellQuote, workspaceFolder } from "@sallyport/testkit";

const cli = "packages/cli/dist/sallyport.mjs";
const hello = "echo hello from process $$ of $(hostname); exit 7";

/** Shows sandboxes on this machine's own kernel through the program that was built: one to throw away, and one that stays. */
export async function quickstart(): Promise<number> {
  if (!existsSync(join(workspaceFolder(), cli))) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `${cli} is not built`, { hint: "run `pnpm build`" });
  }
  if (process.geteuid?.() !== 0) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "a container of its own needs root");
  }
  await using scratch = createScratchFolder();
  const rooted = ["--root", join(scratch.path, "state")];
  const bundle = scratch.path;

  progress("a sandbox for one command: what it writes is thrown away");
  const failures = [
    ...(await show([...rooted, "do", "--", "sh", "-c", `echo changed > /etc/hostname; ${hello}`], 7)),
  ];
  progress("a container that stays, from a bundle: its root file system is this machine's, to be read alone");
  failures.push(...(await show([...rooted, "spec", "--bundle", bundle], 0)));
  describeContainer(join(bundle, "config.json"));
  failures.push(...(await show([...rooted, "run", "--detach", "--bundle", bundle, "quickstart"], 0)));
  try {
    failures.push(
      ...(await show([...rooted, "list"], 0)),
      ...(await show([...rooted, "exec", "quickstart", "sh", "-c", hello], 7)),
    );
  } finally {
    failures.push(...(await show([...rooted, "delete", "--force", "quickstart"], 0)));
  }
  for (const failure of failures) console.error(failure);
  return failures.length === 0 ? 0 : 1;
}

/** What `spec` writes is a shell at a terminal in a folder `rootfs`. */
function describeContainer(file: string): void {
  const configuration = JSON.parse(readFileSync(file, "utf8"));
  configuration.root = { path: "/", readonly: true };
  configuration.process = { ...configuration.process, terminal: false, args: ["sleep", "1000"] };
  writeFileSync(file, JSON.stringify(configuration));
}

function progress(line: string): void {
  console.log(`# ${line}`);
}

/** Shows the command line, the output as it comes, and the exit status. @returns what is wrong with that */
function show(args: readonly string[], expected: number): Promise<readonly string[]> {
  console.log(`$ node ${shellQuote([cli, ...args])}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: workspaceFolder(),
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", reject);
    child.on("exit", (status, signal) => {
      console.log(`# exit status ${status ?? signal}`);
      resolve(status === expected ? [] : [`${shellQuote(args)} should end with status ${expected}`]);
    });
  });
}

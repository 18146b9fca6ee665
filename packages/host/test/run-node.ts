import { spawn, type StdioOptions } from "node:child_process";
import { fileURLToPath } from "node:url";

const packageDirectory = fileURLToPath(new URL("..", import.meta.url));

export interface NodeRun {
  readonly status: number | null;
  readonly output: string;
}

/** Wraps a command line so that it runs on a terminal of its own (script(1) of util-linux). */
export function inTerminal(command: readonly string[]): string[] {
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return ["script", "-qec", quoted.join(" "), "/dev/null"];
}

/**
 * Runs a module in a Node of its own, with `host` made from the built package; `fds` become its numbers from 3.
 * Its standard input is open until it ends.
 */
export async function runNode(
  script: string,
  fds: readonly number[] = [],
  wrap: (command: readonly string[]) => readonly string[] = (command) => command,
): Promise<NodeRun> {
  const module = `import { createNodeHost } from "@sallyport/host/node"; const host = createNodeHost(); ${script}`;
  const [executable = "", ...argv] = wrap([process.execPath, "--input-type=module", "-e", module]);
  const stdio: StdioOptions = ["pipe", "pipe", "inherit", ...fds];
  const child = spawn(executable, argv, { cwd: packageDirectory, stdio });
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { status, output: Buffer.concat(chunks).toString() };
}

import { spawn } from "node:child_process";
import { SallyportError } from "@sallyport/core";
import type { Sandbox as TestSandbox } from "@sallyport/testkit";
import type { Sandbox } from "sallyport";

/** One of the two ways for a Node program to run a command in a sandbox. */
export interface Side {
  readonly name: "library" | "runsc";
  readonly label: string;
  /** The process without which the sandbox is dead. */
  readonly pid: number;
  /** Settles with the number of bytes that the command wrote, of which none is kept. Rejects when it fails. */
  run(argv: readonly string[]): Promise<number>;
}

/** @param box the same sandbox, opened */
export function librarySide(sandbox: TestSandbox, box: Sandbox): Side {
  return {
    name: "library",
    label: `the library on Node ${process.versions.node}`,
    pid: sandbox.pid,
    async run(argv) {
      const command = await box.exec(argv);
      let bytes = 0;
      command.stdout.on("data", (chunk: Uint8Array) => void (bytes += chunk.length));
      command.stderr.resume();
      const read = new Promise((resolve) => void command.stdout.on("close", resolve));
      const [{ code }] = await Promise.all([command.exit, read]);
      return orFailure(code, bytes);
    },
  };
}

/** What a program does without the library: it spawns the sandbox's own runsc. */
export function spawningSide({ runsc, root, id, pid, label }: TestSandbox): Side {
  return {
    name: "runsc",
    label: `${label} spawned by Node`,
    pid,
    run: (argv) =>
      new Promise((resolve, reject) => {
        const words = ["--root", root, "exec", id, ...argv];
        const child = spawn(runsc, words, { stdio: ["ignore", "pipe", "pipe"] });
        let bytes = 0;
        child.stdout.on("data", (chunk: Uint8Array) => void (bytes += chunk.length));
        child.stderr.resume();
        child.on("error", reject);
        child.on("close", (code) => resolve(orFailure(code, bytes)));
      }),
  };
}

function orFailure(code: number | null, bytes: number): number {
  if (code === 0) return bytes;
  throw new SallyportError("SALLYPORT_SYSTEM_CALL", `a measured command ended with status ${code}`);
}

import { installRuntimes, isCi, removeAbandoned } from "@sallyport/testkit";

/** Installs the real runtimes. One that cannot run here is named; in CI that is a failure. */
export async function setup(): Promise<void> {
  const { missing } = await installRuntimes({ progress: say });
  if (missing.length === 0) return;
  const lines = missing.map(({ label, reason }) => `${label} COULD NOT RUN HERE: ${reason}`);
  if (isCi()) throw new Error(lines.join("\n"));
  for (const line of lines) say(line);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Removes what a worker that was killed has left. */
export function teardown(): void {
  removeAbandoned();
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Guest } from "./guest.ts";
import type { ClientOptions, Outcome } from "./program.ts";

/** A command line that must be refused. */
export interface Refusal {
  readonly name: string;
  /** Behind the global flags; `{id}` is the sandbox's id, here and in the message. */
  readonly args: readonly string[];
  /** A part of the message, or several. */
  readonly message: string | readonly string[];
}

/** One record of the file that `--log` names. */
interface LogRecord {
  readonly msg: string;
  readonly level: string;
  readonly time: string;
}

let logs = 0;

/** Runs with a `--log` of its own; `log` is that file's whole text. */
export async function runLogged(
  guest: Guest,
  args: readonly string[],
  options?: ClientOptions,
): Promise<Outcome & { readonly log: string }> {
  const name = `log-${logs++}.json`;
  const outcome = await guest.run(["--log", name, "--log-format", "json", ...args], options);
  return { ...outcome, log: readFileSync(join(guest.folder, name), "utf8") };
}

/** Exit status 128, nothing on stdout, and the message on stderr and as the one record of the log. */
export async function expectRefusal(
  guest: Guest,
  refusal: Omit<Refusal, "name">,
  options?: ClientOptions,
): Promise<void> {
  const named = (text: string) => text.replaceAll("{id}", guest.sandbox.id);
  const { status, stdout, stderr, log } = await runLogged(guest, refusal.args.map(named), options);
  for (const part of [refusal.message].flat()) expect(stderr).toContain(named(part));
  expect({ status, stdout }).toEqual({ status: 128, stdout: "" });
  const record: LogRecord = JSON.parse(log);
  expect(record).toEqual({ msg: stderr.split("\n")[0], level: "error", time: expect.any(String) });
}

/** One case for each. */
export function itRefuses(guest: Guest, refusals: readonly Refusal[]): void {
  it.concurrent.each(refusals)("refuses $name", (refusal) => expectRefusal(guest, refusal));
}

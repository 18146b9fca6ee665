import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "@sallyport/testkit";
import { encodeProgram } from "../../src/seccomp/encode-program.ts";
import type { SeccompFilter } from "../../src/seccomp/seccomp-filter.ts";

export interface FilteredCall {
  /** By which entry the call is made; x32's is the native one, with a bit in the number. */
  readonly entry: "native" | "x86";
  readonly number: number;
  readonly args?: readonly bigint[];
}

/** What the kernel does with each call behind a filter: `result N`, an errno being negative, or `signal N`. */
export type RunFiltered = (
  filter: SeccompFilter | undefined,
  calls: readonly FilteredCall[],
) => Promise<readonly string[]>;

/** Compiles the program that makes the calls, below `folder`. */
export async function buildRunFiltered(folder: string): Promise<RunFiltered> {
  const source = fileURLToPath(new URL("native/run_filtered.c", import.meta.url));
  const executable = join(folder, "run_filtered");
  await runCommand("cc", ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-o", executable, source]);
  return async (filter, calls) => {
    const file = join(folder, "filter");
    writeFileSync(file, filter === undefined ? "" : encodeProgram(filter.program));
    const flags = (filter?.flags ?? 0).toString(16);
    const { stdout } = await runCommand(executable, [file, flags], { input: calls.map(lineOf).join("\n") });
    return stdout.trimEnd().split("\n");
  };
}

function lineOf({ entry, number, args = [] }: FilteredCall): string {
  const six = [...args, 0n, 0n, 0n, 0n, 0n, 0n].slice(0, 6);
  return [entry, number.toString(16), ...six.map((word) => word.toString(16))].join(" ");
}

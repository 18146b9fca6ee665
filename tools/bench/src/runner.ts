import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { restoreDevNull, runCommand, tryCommand } from "@sallyport/testkit";
import { fileURLToPath } from "node:url";

/** The small C program that starts the measured commands: see its runner.h for the meaning of each field. */
export type Runner = (
  mode:
    | readonly ["run" | "run-detached" | "hold"]
    | readonly ["stand-ins", number]
    | readonly ["crowd", number, number],
  command: readonly string[],
) => Promise<Measured>;

interface Measured {
  readonly nanoseconds: number;
  /** KiB. */
  readonly peak: number;
  /** Bytes. */
  readonly output: number;
  /** KiB. */
  readonly memory: number;
  readonly processes: number;
}

const sources = fileURLToPath(new URL("../runner/", import.meta.url));
const flags = "-std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static".split(" ");

/** Variables that change how the measured programs start. Node reads certificates for 60 ms with the first. */
const removed = { NODE_EXTRA_CA_CERTS: undefined, NODE_OPTIONS: undefined };

/** Compiles it below `folder`. */
export async function createRunner(folder: string): Promise<Runner> {
  const program = join(folder, "runner");
  const files = readdirSync(sources).filter((name) => name.endsWith(".c"));
  await runCommand("cc", [...flags, "-o", program, ...files.map((name) => join(sources, name))]);
  return async (mode, command) => {
    const words = [...mode.map(String), ...command];
    const { status, stdout, stderr } = await tryCommand(program, words, {
      environment: removed,
      timeout: 130_000,
    });
    restoreDevNull();
    const measured: Measured & { readonly status: number } = status === 0 ? JSON.parse(stdout) : { status };
    if (measured.status === 0) return measured;
    throw new SallyportError(
      "SALLYPORT_SYSTEM_CALL",
      `a measured command failed with status ${measured.status}: ${command.join(" ")}`,
      { hint: stderr.trim() },
    );
  };
}

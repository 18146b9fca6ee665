import { quoted, SallyportError } from "@sallyport/core";
import type { ExecOptions, RunOptions } from "../exec-options.ts";

type Check = (value: unknown) => boolean;

const isCount: Check = (value) => typeof value === "number" && value >= 0 && !Number.isNaN(value);
const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";
const isObject: Check = (value) => typeof value === "object" && value !== null;
const isList: Check = (value) => Array.isArray(value);
const anything: Check = () => true;

/** What each option has to be, in words. Those with a meaning of their own are looked at where they are used. */
const checks: ReadonlyMap<string, readonly [Check, string]> = new Map(
  Object.entries({
    cwd: [isText, "text"],
    env: [isObject, "an object"],
    user: [
      (value) => typeof value === "number" || isText(value) || isObject(value),
      "an id, a name or an object",
    ],
    gids: [isList, "an array"],
    capabilities: [isList, "an array"],
    noNewPrivileges: [isFlag, "true or false"],
    tty: [(value) => isFlag(value) || isObject(value), "true, false or a size"],
    stdin: [anything, ""],
    stdout: [anything, ""],
    stderr: [anything, ""],
    fds: [isObject, "an object"],
    execFile: [(value) => typeof value === "number" || isText(value), "a descriptor or a path"],
    timeoutMs: [isCount, "a number of milliseconds of at least 0"],
    killSignal: [(value) => typeof value === "number" || isText(value), "a signal"],
    forceKillAfterMs: [isCount, "a number of milliseconds of at least 0"],
    signal: [(value) => value instanceof AbortSignal, "an AbortSignal"],
    maxOutputBytes: [isCount, "a number of bytes of at least 0"],
    drainTimeoutMs: [isCount, "a number of milliseconds of at least 0"],
    encoding: [isText, "an encoding"],
    reject: [isFlag, "true or false"],
  } satisfies Record<keyof (ExecOptions & RunOptions), readonly [Check, string]>),
);

/**
 * Refuses what is no option, and values of another kind: a misspelt limit is no limit.
 *
 * @throws SallyportError SALLYPORT_USAGE
 */
export function checkOptions(options: ExecOptions | RunOptions): void {
  for (const [name, value] of Object.entries(options)) {
    const check = checks.get(name);
    if (check === undefined) {
      const known = [...checks.keys()].join(", ");
      throw new SallyportError("SALLYPORT_USAGE", `unknown option ${quoted(name)}`, {
        hint: `options are ${known}`,
      });
    }
    const [isRight, expected] = check;
    if (value === undefined || isRight(value)) continue;
    throw new SallyportError("SALLYPORT_USAGE", `option ${name} must be ${expected}`, {
      details: { option: name },
    });
  }
}

/** @throws SallyportError SALLYPORT_USAGE */
export function checkArgv(argv: readonly string[]): void {
  if (Array.isArray(argv) && argv.every(isText)) return;
  throw new SallyportError("SALLYPORT_USAGE", "the command must be an array of texts");
}

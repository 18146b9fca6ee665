import { Buffer } from "node:buffer";
import type { ExecOptions, RunOptions, TerminalSize } from "../exec-options.ts";
import {
  checkOptions,
  type Expectation,
  flag,
  isDescriptor,
  isObject,
  refusal,
  text,
} from "../expectation.ts";
import type { PtyOptions } from "../pty.ts";
import { stderr, stdin, stdinOfRun, stdout } from "./stdio-expectations.ts";

const milliseconds: Expectation = {
  accepts: (value) => typeof value === "number" && value >= 0,
  expected: "a number of milliseconds of at least 0",
};
const listOfText: Expectation = {
  accepts: (value) => Array.isArray(value) && value.every((element) => typeof element === "string"),
  expected: "an array of texts",
};
const count: Expectation = {
  accepts: (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) <= 0xffff,
  expected: "a whole number from 1 to 65535",
};
const encoding: Expectation = {
  accepts: (value) => value === "buffer" || (typeof value === "string" && Buffer.isEncoding(value)),
  expected: '"buffer", "utf8" or another encoding of Node',
};
const size: Expectation = {
  accepts: (value) =>
    isObject(value) && ["cols", "rows"].every((name) => count.accepts(Reflect.get(value, name))),
  expected: "{ cols, rows }, whole numbers from 1 to 65535",
};

function isAbortSignal(value: unknown): boolean {
  return isObject(value) && "aborted" in value && "addEventListener" in value;
}

/** What all ways of running a command take. */
const common = {
  cwd: text,
  env: {
    accepts: (value) =>
      isObject(value) &&
      Object.entries(value).every(
        ([name, entry]) => /^[^=]+$/.test(name) && (entry === undefined || typeof entry === "string"),
      ),
    expected: "an object of texts by name",
  },
  user: {
    accepts: (value) =>
      ["number", "string"].includes(typeof value) ||
      (isObject(value) && Object.keys(value).every((name) => ["uid", "gid"].includes(name))),
    expected: "an id, a name, or { uid, gid }",
  },
  gids: { accepts: Array.isArray, expected: "an array of ids" },
  capabilities: listOfText,
  noNewPrivileges: flag,
  fds: {
    accepts: (value) =>
      isObject(value) &&
      Object.entries(value).every(([guest, host]) => /^\d+$/.test(guest) && isDescriptor(host)),
    expected: "an object of descriptors of this process by those of the command",
  },
  execFile: {
    accepts: (value) => typeof value === "string" || isDescriptor(value),
    expected: "a descriptor or a path",
  },
  timeoutMs: milliseconds,
  killSignal: {
    accepts: (value) => ["number", "string"].includes(typeof value),
    expected: "a signal's name or number",
  },
  forceKillAfterMs: milliseconds,
  signal: {
    accepts: isAbortSignal,
    expected: "an AbortSignal",
    hintFor: (value) => (value instanceof AbortController ? "pass the signal of the controller" : undefined),
  },
  drainTimeoutMs: milliseconds,
} satisfies Partial<Record<keyof ExecOptions, Expectation>>;

const ofExec = {
  ...common,
  tty: {
    accepts: (value) => typeof value === "boolean" || size.accepts(value),
    expected: `true, false or ${size.expected}`,
  },
  stdin,
  stdout,
  stderr,
  maxOutputBytes: {
    accepts: (value) => typeof value === "number" && value >= 0,
    expected: "a number of bytes of at least 0",
  },
  encoding,
} satisfies Record<keyof ExecOptions, Expectation>;

const ofRun = { ...ofExec, stdin: stdinOfRun, reject: flag } satisfies Record<keyof RunOptions, Expectation>;

const ofPty = {
  ...common,
  cols: count,
  rows: count,
  name: text,
  encoding: { ...encoding, accepts: (value) => value === null || encoding.accepts(value) },
} satisfies Record<keyof PtyOptions, Expectation>;

/** @throws SallyportError SALLYPORT_USAGE */
export function checkExecOptions(options: ExecOptions): void {
  checkOptions(ofExec, options);
}

/** @throws SallyportError SALLYPORT_USAGE */
export function checkRunOptions(options: RunOptions): void {
  checkOptions(ofRun, options);
}

/** @throws SallyportError SALLYPORT_USAGE */
export function checkPtyOptions(options: PtyOptions): void {
  checkOptions(ofPty, options);
}

/** @throws SallyportError SALLYPORT_USAGE */
export function checkTerminalSize(value: TerminalSize): void {
  if (!size.accepts(value)) throw refusal("the size", value, size);
}

/** @throws SallyportError SALLYPORT_USAGE */
export function checkArgv(argv: readonly string[]): void {
  if (listOfText.accepts(argv)) return;
  throw refusal("the command", argv, {
    expected: "an array of texts: the program and its arguments",
    hintFor: (value) =>
      typeof value === "string" ? 'a shell takes a line of text: ["sh", "-c", line]' : undefined,
  });
}

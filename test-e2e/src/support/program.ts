import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve as resolvePath } from "node:path";
import { workspaceFolder } from "@sallyport/testkit";

/** How a client ended, and what it wrote. */
export interface Outcome {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ClientOptions {
  /** What its stdin has; nothing by default. */
  readonly input?: string;
  /** Its stdin stays open behind that. */
  readonly inputStaysOpen?: boolean;
  /** Descriptors of ours to become 3, 4 and so on. */
  readonly descriptors?: readonly number[];
  /** Beside `PATH`; nothing else is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  readonly uid?: number;
  readonly gid?: number;
}

/** A client that runs. Its streams are what Node calls pipes: connected Unix sockets. */
export interface Client {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<Outcome>;
  /** What its stdout has so far. */
  stdout(): string;
  /** Settles once its stdout has that text; rejects when it ends without. */
  printed(text: string): Promise<void>;
}

/** An executable, by its path in the checkout; the bundle on Node where none is named. */
const executable = process.env["SALLYPORT_UNDER_TEST"];

/** The client under test, as the first words of a command line. */
export const sallyport: readonly string[] =
  executable === undefined
    ? [process.execPath, join(workspaceFolder(), "packages/cli/dist/sallyport.mjs")]
    : [resolvePath(workspaceFolder(), executable)];

/** Whether the client is the executable: on Node, most of the time of many execs would be Node's start. */
export const startsFast = executable !== undefined;

/** How often a case is repeated. */
export const repetitions = startsFast ? 100 : 10;

/** Below the time limit of a test, so that a client that hangs does not outlive it. */
const patience = 50_000;

export function startProgram(words: readonly string[], options: ClientOptions = {}): Client {
  const {
    input = "",
    inputStaysOpen = false,
    descriptors = [],
    environment,
    workingDirectory,
    uid,
    gid,
  } = options;
  const [file = "", ...args] = words;
  const child = spawn(file, args, {
    stdio: ["pipe", "pipe", "pipe", ...descriptors],
    env: { PATH: process.env["PATH"], ...environment },
    cwd: workingDirectory,
    timeout: patience,
    killSignal: "SIGKILL",
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  // Whoever does not read its stdin leaves us with a broken pipe.
  child.stdin?.on("error", () => undefined);
  if (inputStaysOpen) child.stdin?.write(input);
  else child.stdin?.end(input);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => {
      resolve({ status, signal, stdout: stdout.text(), stderr: stderr.text() });
    });
  });
  const printed = (text: string) => appearance(ended, stdout, text);
  return { child, pid: child.pid ?? 0, ended, stdout: () => stdout.text(), printed };
}

interface Collector {
  text(): string;
  onMore(listener: () => void): void;
}

function collect(stream: NodeJS.ReadableStream | null): Collector {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => void chunks.push(chunk));
  return {
    text: () => Buffer.concat(chunks).toString(),
    onMore: (listener) => void stream?.on("data", listener),
  };
}

function appearance(ended: Promise<Outcome>, stdout: Collector, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => void (stdout.text().includes(text) && resolve());
    check();
    stdout.onMore(check);
    ended.then((outcome) => reject(new Error(`it ended without: ${JSON.stringify(outcome)}`)), reject);
  });
}

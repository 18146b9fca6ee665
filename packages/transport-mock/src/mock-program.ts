import type { CapabilityMasks } from "@sallyport/core";
import type { WindowSize } from "@sallyport/host";

/** What a program ends with: an exit status, 0 when it gives nothing, or the signal that ends it. */
export type MockExit = number | void | { readonly signal: number };

/**
 * A program of a mock sandbox. It is a process of its own: once it is killed, whatever it waits for rejects.
 *
 * @example
 * const greet: MockProgram = async ({ stdin, stdout }) => {
 *   await stdout.write(`hello ${await stdin.readText()}`);
 *   return 3;
 * };
 */
export type MockProgram = (process: MockProcess) => MockExit | Promise<MockExit>;

/** What a program sees of itself and its sandbox. */
export interface MockProcess {
  readonly pid: number;
  /** Its name is the first. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
  readonly capabilities: CapabilityMasks;
  readonly noNewPrivileges: boolean;
  readonly stdin: MockInput;
  readonly stdout: MockOutput;
  readonly stderr: MockOutput;
  /** Any descriptor that it was given, by its number. Throws SALLYPORT_INVALID_DESCRIPTOR for another. */
  readonly descriptor: (number: number) => MockInput & MockOutput;
  /** Absent where it has no terminal. */
  readonly terminal: { readonly size: () => WindowSize } | undefined;
  /** Waits for the sandbox's clock. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** What happens in place of the default action. KILL and STOP are never handled. */
  readonly onSignal: (signal: number, action: (() => void) | "ignore") => void;
  /** Ends it at once. */
  readonly exit: (status: number) => void;
  /** Starts a child with the same streams, in the same process group; gives its process id. */
  readonly spawn: (program: MockProgram) => number;
}

export interface MockInput {
  /** What there is to read, as soon as there is something; empty at the end. */
  read(): Promise<Uint8Array>;
  /** Everything until the end. */
  readText(): Promise<string>;
}

export interface MockOutput {
  /** Settles when all of it is written. Without a reader the process dies of SIGPIPE, unless it ignores that. */
  write(data: string | Uint8Array): Promise<void>;
}

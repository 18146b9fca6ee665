import type { StderrOption, StdinOption, OutputOption } from "./stdio-options.ts";

/**
 * A signal: `SIGTERM`, `TERM`, `SIGRTMIN+3`, or its number.
 *
 * @example
 * const signals: Signal[] = ["SIGTERM", "TERM", 15, "SIGRTMIN+3"];
 */
export type Signal = NodeJS.Signals | number | (string & {});

/**
 * Columns and rows of a terminal, in characters.
 *
 * @example
 * const size: TerminalSize = { cols: 120, rows: 40 };
 * const { stdout } = await box.run(["tput", "cols"], { tty: size });
 */
export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

/**
 * Who a command runs as: ids from 0 to 4294967295. What is left out is that of the container's own process.
 *
 * @example
 * const nobody: UserIds = { uid: 65534, gid: 65534 };
 * await box.run(["id"], { user: nobody });
 */
export interface UserIds {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * How a command is run. What is left out comes from the container's own process. What is no option, or no value of one,
 * is refused with `SALLYPORT_USAGE` before anything is started.
 *
 * @example
 * const options: ExecOptions = {
 *   cwd: "/src",
 *   env: { CI: "1" },
 *   user: "builder",
 *   timeoutMs: 60_000,
 *   maxOutputBytes: 1024 * 1024,
 * };
 * await using command = await box.exec(["make"], options);
 */
export interface ExecOptions {
  /** Working directory in the container: an absolute path. One that is not there is `SALLYPORT_START_FAILED`. */
  readonly cwd?: string;
  /** Variables that are added to those of the container, or replace them; undefined ones are left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /**
   * A user id, or ids. As text: `1000`, `1000:1000`, `bob`, `bob:staff`; names are looked up in the container's
   * /etc/passwd and /etc/group, for which `cat` is run there, and bring the user's groups with them. A name that is not
   * there is `SALLYPORT_USAGE`.
   */
  readonly user?: number | string | UserIds;
  /** Additional groups, ids from 0 to 4294967295. */
  readonly gids?: readonly number[];
  /** Linux capabilities that are added, as `CAP_NET_ADMIN`; another name is `SALLYPORT_INVALID_CAPABILITY`. */
  readonly capabilities?: readonly string[];
  /** Sets or clears no_new_privs. */
  readonly noNewPrivileges?: boolean;
  /**
   * Gives the command a terminal, of 80 columns and 24 rows where no size is named. It then has one stream for input,
   * `stdin`, which is a pipe by default, and one for output, `stdout`.
   */
  readonly tty?: boolean | TerminalSize;
  /** Default: `ignore`. */
  readonly stdin?: StdinOption;
  /** Default: `pipe`. */
  readonly stdout?: OutputOption;
  /** Default: `pipe`. */
  readonly stderr?: StderrOption;
  /**
   * More descriptors for the command: its number, from 3 on, then that of this process. One that is not open is
   * `SALLYPORT_INVALID_DESCRIPTOR`; gVisor before March 2023 takes none, `SALLYPORT_UNSUPPORTED`.
   */
  readonly fds?: Readonly<Record<number, number>>;
  /**
   * A program of the host to run inside, by descriptor or path, in place of `argv[0]`. gVisor before April 2023 takes
   * none, `SALLYPORT_UNSUPPORTED`.
   */
  readonly execFile?: number | string;
  /**
   * Milliseconds from the command's start; then it is sent `killSignal`. A start that takes as long is given up with
   * `SALLYPORT_START_TIMEOUT`. Default: no limit.
   */
  readonly timeoutMs?: number;
  /** What ends the command after `timeoutMs`, by `signal`, and when its handle is disposed of. Default: `SIGTERM`. */
  readonly killSignal?: Signal;
  /** Milliseconds after `killSignal`; then the command is sent SIGKILL. Default: 5000. */
  readonly forceKillAfterMs?: number;
  /** Ends the command, as after `timeoutMs`; before its start with `SALLYPORT_ABORTED`. Aborted already, it starts nothing. */
  readonly signal?: AbortSignal;
  /**
   * Bytes that are taken of each stream that is a pipe; what the command writes beyond is dropped. Default: no limit
   * for `exec`, 64 MiB for `run`.
   */
  readonly maxOutputBytes?: number;
  /**
   * Milliseconds that streams are read for once the command has ended, while processes that it left behind hold them
   * open. Default: 2000.
   */
  readonly drainTimeoutMs?: number;
  /** Of output that is text; `buffer` for bytes. Default: `buffer` for `exec`, `utf8` for `run`. */
  readonly encoding?: BufferEncoding | "buffer";
}

/** Options without any that are not `Known`: TypeScript lets those of a type parameter through. */
export type OnlyKnown<Options, Known> = Options & {
  readonly [Name in Exclude<keyof Options, keyof Known>]: never;
};

/**
 * As `ExecOptions`, for `run`.
 *
 * @example
 * const options = { reject: false, encoding: "buffer" } satisfies RunOptions;
 * const { code, stdout } = await box.run(["tar", "-cf", "-", "/etc"], options);
 */
export interface RunOptions extends ExecOptions {
  /** A pipe would have nobody to write to it. Default: `ignore`. */
  readonly stdin?: Exclude<StdinOption, "pipe">;
  /** Whether a command that fails is an error; else its result tells. Default: true. */
  readonly reject?: boolean;
}

import type { Sandbox } from "@sallyport/testkit";
import { type Client, type ClientOptions, type Outcome, sallyport, startProgram } from "./program.ts";

export interface ExecOptions extends ClientOptions {
  /** In front of the command's name. */
  readonly globals?: readonly string[];
  /** Between `exec` and the container. */
  readonly flags?: readonly string[];
}

/** A running sandbox as its users reach it: through the client under test, in a folder of the sandbox's own. */
export interface Guest {
  readonly sandbox: Sandbox;
  /** Where clients run: files by relative names. */
  readonly folder: string;
  /** `sallyport --root ROOT [globals] exec [flags] ID command…` */
  execWords(command: readonly string[], options?: ExecOptions): string[];
  exec(command: readonly string[], options?: ExecOptions): Promise<Outcome>;
  startExec(command: readonly string[], options?: ExecOptions): Client;
  /** Any command: `run(["list", "--quiet"])`. */
  run(args: readonly string[], options?: ClientOptions): Promise<Outcome>;
  start(args: readonly string[], options?: ClientOptions): Client;
  /** A shell script in which `"$@"` is the exec of `command`. */
  shell(script: string, command: readonly string[], options?: ExecOptions): Promise<Outcome>;
  /** What runs beside the container's init, as the real runsc tells. */
  processes(): Promise<{ readonly pid: number; readonly command: string }[]>;
}

export function createGuest(sandbox: () => Sandbox, folder: () => string): Guest {
  const rooted = (args: readonly string[]) => [...sallyport, "--root", sandbox().root, ...args];
  const here = (options?: ClientOptions): ClientOptions => ({
    workingDirectory: folder(),
    ...options,
  });

  const execWords: Guest["execWords"] = (command, { globals = [], flags = [] } = {}) =>
    rooted([...globals, "exec", ...flags, sandbox().id, ...command]);
  const startExec: Guest["startExec"] = (command, options) =>
    startProgram(execWords(command, options), here(options));
  const start: Guest["start"] = (args, options) => startProgram(rooted(args), here(options));

  return {
    get sandbox() {
      return sandbox();
    },
    get folder() {
      return folder();
    },
    execWords,
    startExec,
    exec: (command, options) => startExec(command, options).ended,
    start,
    run: (args, options) => start(args, options).ended,
    shell: (script, command, options) =>
      startProgram(["sh", "-c", script, "sh", ...execWords(command, options)], here(options)).ended,
    async processes() {
      const { status, stdout, stderr } = await sandbox().run(["ps", sandbox().id]);
      if (status !== 0) throw new Error(stderr);
      const rows = stdout
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => line.split(/\s+/));
      return rows
        .map((columns) => ({ pid: Number(columns[1]), command: columns.at(-1) ?? "" }))
        .filter(({ pid }) => pid !== 1);
    },
  };
}

import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { findConmon, shellQuote } from "@sallyport/testkit";
import { vi } from "vitest";
import type { Guest } from "./guest.ts";
import { sallyport, startProgram } from "./program.ts";

export interface ConmonOptions {
  /** Columns and rows of the command's terminal; none by default. */
  readonly terminal?: { readonly width: number; readonly height: number };
  /** Descriptors of ours that the command gets as 3, 4 and so on. */
  readonly preserved?: readonly number[];
}

/** An exec that conmon runs. */
export interface ConmonExec {
  /** Of conmon. */
  readonly pid: number;
  /** Whom conmon waits for: the process id in the pid file, once it is there. */
  standIn(): Promise<number>;
  /** Waits until the container log has that text. */
  logged(text: string): Promise<void>;
  /** As engines tell conmon of a resize. */
  resize(rows: number, columns: number): void;
  readonly ended: Promise<ConmonOutcome>;
}

interface ConmonOutcome {
  /** Of the exit file; undefined where the command did not start. */
  readonly exitCode: string | undefined;
  /** What the command wrote, each line as `stdout F text`. */
  readonly lines: readonly string[];
  /** The whole text that the runtime wrote to `--log`. */
  readonly runtimeLog: string;
}

const patience = { timeout: 30_000, interval: 20 };

/** Where the command runs, and where files are put. */
interface ConmonGuest extends Pick<Guest, "folder"> {
  readonly sandbox: { readonly id: string; readonly root: string };
}

/** Has conmon run a command as podman does for `podman exec`: a process file, a pid file, `--detach`. */
export function startConmonExec(
  guest: ConmonGuest,
  args: readonly string[],
  { terminal, preserved = [] }: ConmonOptions = {},
): ConmonExec {
  const folder = mkdtempSync(join(guest.folder, "conmon-"));
  const at = (name: string) => join(folder, name);
  const spec = {
    args,
    cwd: "/",
    env: ["PATH=/bin"],
    user: { uid: 0, gid: 0 },
    terminal: terminal !== undefined,
    ...(terminal === undefined ? {} : { consoleSize: terminal }),
  };
  writeFileSync(at("process.json"), JSON.stringify(spec));
  mkdirSync(at("exit"));
  const options: Readonly<Record<string, string>> = {
    "--api-version": "1",
    "--cid": guest.sandbox.id,
    "--cuuid": "session",
    "--name": "name",
    "--runtime": runtimeFile(at("runtime")),
    "--bundle": folder,
    "--container-pidfile": at("pid"),
    "--exit-dir": at("exit"),
    "--log-path": `k8s-file:${at("log")}`,
    "--exec-process-spec": at("process.json"),
  };
  const runtimeArgs = ["--root", guest.sandbox.root, "--log-format=json", "--log", at("runtime-log")];
  const words = [
    ...findConmon().command,
    "--exec",
    "--sync",
    "--full-attach",
    ...Object.entries(options).flat(),
    ...runtimeArgs.flatMap((arg) => ["--runtime-arg", arg]),
    ...(terminal === undefined ? [] : ["--terminal"]),
    ...(preserved.length === 0 ? [] : ["--runtime-opt", `--preserve-fds=${preserved.length}`]),
  ];
  const sync = openSync(at("sync"), "w");
  const client = startProgram(words, {
    descriptors: [...preserved, sync],
    environment: { _OCI_SYNCPIPE: `${3 + preserved.length}` },
  });
  closeSync(sync);

  const exitFile = join(at("exit"), guest.sandbox.id);
  const read = (name: string) => readFileSync(at(name), "utf8");
  return {
    pid: client.pid,
    standIn: () => vi.waitFor(() => Number(read("pid")), patience),
    logged: (text) =>
      vi.waitFor(() => {
        if (!read("log").includes(text)) throw new Error(`the log has no ${text}: ${read("log")}`);
      }, patience),
    resize: (rows, columns) => writeFileSync(at("ctl"), `1 ${rows} ${columns}\n`),
    ended: client.ended.then(() => ({
      exitCode: existsSync(exitFile) ? readFileSync(exitFile, "utf8") : undefined,
      lines: read("log")
        .split(/\r?\n/)
        .filter(Boolean)
        .map((line) => line.replace(/^\S+ /, "")),
      runtimeLog: read("runtime-log"),
    })),
  };
}

/** The client under test as one file, which is all that conmon takes. */
function runtimeFile(path: string): string {
  writeFileSync(path, `#!/bin/sh\nexec ${shellQuote(sallyport)} "$@"\n`, { mode: 0o755 });
  return path;
}

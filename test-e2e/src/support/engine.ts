import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Guest } from "./guest.ts";
import { type Client, startProgram } from "./program.ts";
import { useNativeProgram } from "./native-program.ts";

/** A detached exec as an engine has it: under a subreaper. */
export interface EngineExec {
  readonly engine: Client;
  /** Host process id of who stands for the command. */
  readonly standIn: number;
}

/** Gives what starts detached execs as engines do, in the cases of a file. */
export function useEngine(guest: Pick<Guest, "folder" | "execWords">) {
  const subreaper = useNativeProgram("subreaper");
  /** Settles once the client has returned. */
  return async (command: readonly string[], flags: readonly string[] = []): Promise<EngineExec> => {
    const pidFile = join(guest.folder, "pid");
    rmSync(pidFile, { force: true });
    const words = guest.execWords(command, { flags: ["--detach", "--pid-file", pidFile, ...flags] });
    const engine = startProgram([subreaper(), pidFile, ...words], {
      inputStaysOpen: true,
      workingDirectory: guest.folder,
    });
    await engine.printed("runtime exited 0\n");
    await engine.printed("pid ");
    return { engine, standIn: Number(readFileSync(pidFile, "utf8")) };
  };
}

/** How the command ended for its engine. */
export async function reaped(engine: Client): Promise<string | undefined> {
  const { status, stdout, stderr } = await engine.ended;
  if (status !== 0) throw new Error(stderr);
  return /^command (.*)$/m.exec(stdout)?.[1];
}

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { messageOf } from "@sallyport/core";
import { type Bundle, findOnPath, runCommand, runWithFiles } from "@sallyport/testkit";
import { execLines } from "./exec-lines.ts";
import type { MissingSubject, Subject } from "./subject.ts";

export interface Peer extends AsyncDisposable {
  readonly subject: Subject | MissingSubject;
}

const id = "bench";
const nothing = async (): Promise<void> => undefined;

/** runc or crun, where one is installed and can make a container of the bundle. `folder` is for its files. */
export async function startPeer(name: "runc" | "crun", bundle: Bundle, folder: string): Promise<Peer> {
  const program = findOnPath(name);
  if (program === undefined)
    return { subject: { name, reason: "not installed" }, [Symbol.asyncDispose]: nothing };
  const rooted = ["--root", join(folder, name)];
  const remove = () => void spawnSync(program, [...rooted, "delete", "--force", id], { stdio: "ignore" });
  process.on("exit", remove);
  const dispose = async () => {
    process.off("exit", remove);
    remove();
  };
  try {
    const subject = await createSubject(name, program, rooted, bundle, folder);
    return { subject, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    return { subject: { name, reason: messageOf(error) }, [Symbol.asyncDispose]: nothing };
  }
}

async function createSubject(
  name: "runc" | "crun",
  program: string,
  rooted: readonly string[],
  bundle: Bundle,
  folder: string,
): Promise<Subject> {
  const args = [...rooted, "run", "--detach", "--bundle", bundle.folder, id];
  const { status, stderr } = await runWithFiles(program, args, folder);
  if (status !== 0) throw new Error(`cannot make a container here: ${stderr.trim()}`);
  const { pid }: { pid: number } = JSON.parse((await runCommand(program, [...rooted, "state", id])).stdout);
  const { stdout } = await runCommand(program, ["--version"]);
  return {
    name,
    label: `${name} ${/version (\S+)/.exec(stdout)?.[1] ?? ""}`,
    files: [program],
    pid,
    version: [program, "--version"],
    ...execLines([program, ...rooted], id, join(folder, "pid")),
  };
}

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runCommand, type Sandbox, workspaceFolder } from "@sallyport/testkit";
import { chunkFolder, programFile } from "@sallyport/tools-bundle";
import { execLines } from "./exec-lines.ts";
import type { MissingSubject, Subject } from "./subject.ts";

const folder = join(workspaceFolder(), "packages/cli/dist");

/** The static executable and the bundle on Node, on one sandbox. */
export async function sallyportSubjects(sandbox: Sandbox): Promise<(Subject | MissingSubject)[]> {
  return [
    await subjectOf("executable", join(folder, "sallyport"), [], sandbox, "pnpm build:static"),
    await subjectOf("node", join(folder, programFile), [process.execPath], sandbox, "pnpm build"),
  ];
}

function chunks(): string[] {
  const parts = join(folder, chunkFolder);
  return readdirSync(parts).map((name) => join(parts, name));
}

async function subjectOf(
  name: "executable" | "node",
  program: string,
  interpreter: readonly string[],
  sandbox: Sandbox,
  build: string,
): Promise<Subject | MissingSubject> {
  if (!existsSync(program)) return { name, reason: `not built: ${build}` };
  const words = [...interpreter, program];
  const version = [...words, "version"];
  const [file = "", ...args] = version;
  const { stdout } = await runCommand(file, args);
  const number = /version (\S+)/.exec(stdout)?.[1] ?? "";
  return {
    name,
    label: name === "node" ? `sallyport ${number} on Node ${process.versions.node}` : `sallyport ${number}`,
    files: name === "node" ? [program, ...chunks()] : [program],
    pid: sandbox.pid,
    version,
    ...execLines([...words, "--root", sandbox.root], sandbox.id, join(sandbox.scratch, "pid")),
  };
}

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const start = promisify(execFile);

/** Runs a command; the error has what it wrote. */
export async function run(file: string, args: readonly string[], workingDirectory?: string): Promise<string> {
  try {
    const { stdout } = await start(file, [...args], { cwd: workingDirectory, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" }: { stdout?: string; stderr?: string } = Object(error);
    throw new Error(`${file} failed\n${stdout}${stderr}`.trim(), { cause: error });
  }
}

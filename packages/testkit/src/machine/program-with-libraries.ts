import { basename } from "node:path";
import { runCommand } from "../sandboxes/run-command.ts";

const libraryFolder = "/lib/x86_64-linux-gnu";

/**
 * A program of this machine, and all that it is linked with, by their paths in another one. ldd(1)
 *
 * @param libraries `LD_LIBRARY_PATH` that it is run with here
 */
export async function programWithLibraries(
  target: string,
  { path, libraries }: { readonly path: string; readonly libraries: string },
): Promise<Record<string, string>> {
  const { stdout } = await runCommand("ldd", [path], { environment: { LD_LIBRARY_PATH: libraries } });
  const found = [...stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, each = ""]) => each);
  const places = found.map((each) => [
    basename(each).startsWith("ld-linux") ? each : `${libraryFolder}/${basename(each)}`,
    each,
  ]);
  return { [target]: path, ...Object.fromEntries(places) };
}

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { cacheFolder, downloadSource, installOnce, runCommand } from "@sallyport/testkit";

/** Debian's source package of QuickJS: what is downloaded is compared with this. */
const quickjs = {
  name: "quickjs",
  suite: "trixie",
  version: "2025.04.26",
  sha256: "ec81da5b3249ed648dbc7df4a1654988910e66a118d9b71cb63534216efcfbbe",
} as const;

/**
 * QuickJS's sources, fetched from this machine's own Debian archive once.
 * @returns their folder, below `.cache`
 * @throws SallyportError with what is missing
 */
export async function installQuickJs(progress: (line: string) => void): Promise<string> {
  const { name, suite, version, sha256 } = quickjs;
  const folder = await installOnce(cacheFolder("quickjs", version), async (partial) => {
    progress(`fetching the sources of ${name} ${version} from Debian ${suite}`);
    const tarball = await downloadSource({ name, suite }, cacheFolder("apt", `${suite}-sources`));
    checkSum(await readFile(tarball), sha256, `${name} of Debian ${suite}`);
    await runCommand("tar", ["--extract", "--xz", "--file", tarball, "--directory", partial]);
  });
  const [sources = ""] = await readdir(folder);
  return join(folder, sources);
}

export function checkSum(content: Uint8Array, expected: string, what: string): void {
  const found = createHash("sha256").update(content).digest("hex");
  if (found === expected) return;
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `${what} has sha256 ${found}, not ${expected}`, {
    hint: "another version came out, or the download was tampered with: look at it before changing the sum",
  });
}

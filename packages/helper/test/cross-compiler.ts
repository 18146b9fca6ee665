import { join } from "node:path";
import { cacheFolder, downloadPackage, findOnPath, installOnce, runCommand } from "@sallyport/testkit";

export interface CrossCompiler {
  readonly cc: string;
  readonly strip: string;
}

const suite = "bookworm";

/** Debian's C compiler for arm64; the libraries that it needs are those of this machine's own compiler. */
const packages = [
  "binutils-aarch64-linux-gnu",
  "cpp-12-aarch64-linux-gnu",
  "gcc-12-aarch64-linux-gnu",
  "libgcc-12-dev-arm64-cross",
  "libc6-dev-arm64-cross",
  "linux-libc-dev-arm64-cross",
];

/** A compiler for arm64: the machine's, or one that is unpacked below `.cache` once. */
export async function findCrossCompiler(): Promise<CrossCompiler> {
  const [cc, strip] = ["gcc", "strip"].map((name) => findOnPath(`aarch64-linux-gnu-${name}`));
  if (cc !== undefined && strip !== undefined) return { cc, strip };
  const folder = await installOnce(cacheFolder("cross", suite), async (target) => {
    for (const name of packages) {
      const archive = await downloadPackage({ name, suite }, cacheFolder("apt", suite));
      await runCommand("dpkg-deb", ["--extract", archive, target]);
    }
  });
  const program = (name: string): string => join(folder, `usr/bin/aarch64-linux-gnu-${name}`);
  return { cc: program("gcc-12"), strip: program("strip") };
}

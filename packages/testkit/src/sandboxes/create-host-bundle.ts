import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bundle, type BundleOptions, createBundle } from "./create-bundle.ts";

export interface HostBundleOptions extends BundleOptions {
  /** Fields of the OCI `linux` object that differ from the default. */
  readonly linux?: Readonly<Record<string, unknown>>;
  /** Mounts besides /proc, /dev, /dev/pts and /sys. */
  readonly mounts?: readonly Readonly<Record<string, unknown>>[];
}

const devpts = {
  destination: "/dev/pts",
  type: "devpts",
  source: "devpts",
  options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620"],
};
const devOptions = ["nosuid", "strictatime", "mode=755", "size=65536k"];

/** A bundle as `createBundle` makes it, for the host's own kernel: pseudo-terminals are mounted there, not built in. */
export async function createHostBundle(options: HostBundleOptions): Promise<Bundle> {
  const bundle = await createBundle(options);
  const path = join(bundle.folder, "config.json");
  const configuration = JSON.parse(await readFile(path, "utf8"));
  for (const mount of configuration.mounts) {
    if (mount.destination === "/dev") mount.options = devOptions;
  }
  configuration.mounts.push(devpts, ...(options.mounts ?? []));
  configuration.linux = { ...configuration.linux, ...options.linux };
  await writeFile(path, `${JSON.stringify(configuration, undefined, 2)}\n`);
  return bundle;
}

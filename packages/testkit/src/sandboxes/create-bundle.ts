import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OciProcess } from "@sallyport/core";
import { createRootfs } from "./create-rootfs.ts";
import { findRuntimes } from "./find-runtimes.ts";
import type { RootfsContents } from "./runtimes.ts";

export interface BundleOptions {
  /** Where to make it; created if need be. */
  readonly folder: string;
  /** Fields of the container's process that differ from the default. */
  readonly process?: Partial<OciProcess>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly readonlyRootfs?: boolean;
  /** What `findRuntimes` has, by default. */
  readonly contents?: RootfsContents;
}

export interface Bundle {
  readonly folder: string;
  readonly rootfs: string;
  /** What `config.json` says of the container's process. */
  readonly process: OciProcess;
}

const capabilities = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];

/** An init that does nothing, in `/tmp`, with a variable that is not in any other environment. */
const defaultProcess: OciProcess = {
  user: { uid: 0, gid: 0 },
  args: ["/bin/sleep", "100000"],
  env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm", "FOO=fromspec"],
  cwd: "/tmp",
  capabilities: {
    bounding: capabilities,
    effective: capabilities,
    inheritable: capabilities,
    permitted: capabilities,
  },
};

/** Writes an OCI bundle: a root file system (see `createRootfs`) and a `config.json`. */
export async function createBundle(options: BundleOptions): Promise<Bundle> {
  const { folder, contents = findRuntimes().contents } = options;
  const process = { ...defaultProcess, ...options.process };
  const rootfs = join(folder, "rootfs");
  await mkdir(rootfs, { recursive: true });
  await createRootfs(rootfs, contents);
  const configuration = {
    ociVersion: "1.0.0",
    process,
    root: { path: "rootfs", readonly: options.readonlyRootfs ?? false },
    hostname: "sandbox",
    mounts: [
      { destination: "/proc", type: "proc", source: "proc" },
      { destination: "/dev", type: "tmpfs", source: "tmpfs" },
      { destination: "/sys", type: "sysfs", source: "sysfs", options: ["nosuid", "noexec", "nodev", "ro"] },
    ],
    linux: { namespaces: ["pid", "network", "ipc", "uts", "mount"].map((type) => ({ type })) },
    annotations: options.annotations ?? {},
  };
  await writeFile(join(folder, "config.json"), `${JSON.stringify(configuration, undefined, 2)}\n`);
  return { folder, rootfs, process };
}

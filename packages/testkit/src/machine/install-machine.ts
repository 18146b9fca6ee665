import { readdir } from "node:fs/promises";
import { arch } from "node:os";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { downloadPackage, downloadPackages } from "../sandboxes/apt/download-package.ts";
import { cacheFolder } from "../sandboxes/cache-folder.ts";
import { installOnce } from "../sandboxes/install-once.ts";
import { runCommand } from "../sandboxes/run-command.ts";

/** What a machine of its own is made of: an emulator, and Debian's kernel for clouds. */
export interface Machine {
  /** The emulator, by the words in front of its options. */
  readonly qemu: readonly [file: string, ...args: string[]];
  /** Compiles profiles of AppArmor. */
  readonly apparmorParser: string;
  /** What the kernel of the machine knows of AppArmor, for the parser. */
  readonly apparmorFeatures: string;
  /** `LD_LIBRARY_PATH` that both are run with. */
  readonly libraries: string;
  readonly kernel: string;
  /** Folder of the kernel's modules. */
  readonly modules: string;
}

/** For the name of a `describe`, from which reports tell what was run against. */
export const machineLabel = "Linux 6.1 (qemu)";

const suite = "bookworm";
const kernelPackage = "linux-image-cloud-amd64";

/** The emulator and its firmware, AppArmor's compiler, and libraries that a bare machine may lack, as `ldd` tells. */
const packages: readonly string[] = [
  "qemu-system-x86",
  "qemu-system-common",
  "qemu-system-data",
  "seabios",
  "apparmor",
  ...`libaio1 libbpf1 libcapstone4 libelf1 libfdt1 libffi8 libfuse3-3 libglib2.0-0 libibverbs1 libjpeg62-turbo libkmod2
    libndctl6 libdaxctl1 libnl-3-200 libnl-route-3-200 libnuma1 libpixman-1-0 libpmem1 libpng16-16 librdmacm1
    libsasl2-2 libseccomp2 libslirp0 libssl3 liburing2 libvdeplug2`.split(/\s+/),
];

/** An emulated PC of Debian bookworm below `.cache`, for what this machine's own kernel lacks. Fetches about 43 MB. */
export async function installMachine(progress: (line: string) => void): Promise<Machine> {
  if (arch() !== "x64") {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `a machine to emulate on ${arch()} is not chosen yet`);
  }
  const folder = await installOnce(cacheFolder("runtimes", `machine-${suite}-${arch()}`), async (partial) => {
    progress(`fetching an emulator and a kernel of Debian ${suite}`);
    const apt = cacheFolder("apt", suite);
    const newest = await downloadPackage({ name: kernelPackage, suite }, apt);
    const { stdout } = await runCommand("dpkg-deb", ["--field", newest, "Depends"]);
    const kernel = /^linux-image-\S+/.exec(stdout)?.[0] ?? kernelPackage;
    const archives = await downloadPackages({ names: [kernel, ...packages], suite }, apt);
    for (const archive of archives) await runCommand("dpkg-deb", ["--extract", archive, partial]);
  });
  return await describeMachine(folder);
}

async function describeMachine(folder: string): Promise<Machine> {
  const release = (await readdir(join(folder, "boot"))).find((name) => name.startsWith("vmlinuz-"))?.slice(8);
  if (release === undefined) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `no kernel in ${folder}/boot`);
  }
  const firmware = ["qemu", "seabios"].flatMap((name) => ["-L", join(folder, "usr/share", name)]);
  return {
    qemu: [join(folder, "usr/bin/qemu-system-x86_64"), ...firmware],
    apparmorParser: join(folder, "sbin/apparmor_parser"),
    apparmorFeatures: join(folder, "etc/apparmor.d/abi/kernel-5.4-vanilla"),
    libraries: ["usr/lib", "lib"].map((each) => join(folder, each, "x86_64-linux-gnu")).join(":"),
    kernel: join(folder, `boot/vmlinuz-${release}`),
    modules: join(folder, "lib/modules", release),
  };
}

import { chmod, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { createRootfs } from "../sandboxes/create-rootfs.ts";
import type { RootfsContents } from "../sandboxes/runtimes.ts";
import { tryCommand } from "../sandboxes/run-command.ts";
import { createScratchFolder } from "../sandboxes/scratch-folder.ts";
import { cpioArchive } from "./cpio-archive.ts";
import { compileProfiles } from "./compile-profiles.ts";
import type { Machine } from "./install-machine.ts";
import { machineScripts } from "./machine-scripts.ts";
import { type MachineResult, readResults } from "./read-results.ts";

export interface MachineRun {
  readonly contents: RootfsContents;
  /** Shell scripts, carried out one after the other by root. */
  readonly scripts: readonly string[];
  /** Texts of files, by their paths in the machine. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Files of this machine that are executed there, by their paths in the machine. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Profiles of AppArmor, as apparmor.d(5) has them. */
  readonly profiles?: string;
  /** Milliseconds until the machine is given up. */
  readonly timeout: number;
}

/**
 * Starts a machine, and gives what each script came to there. It has one processor, cgroup v2 alone, AppArmor with the
 * profiles, and a small system as `createRootfs` makes it; another one is at /rootfs, for containers. Throws
 * SALLYPORT_SYSTEM_CALL with the last of what the machine said where it does not come to its end.
 */
export async function runInMachine(machine: Machine, run: MachineRun): Promise<readonly MachineResult[]> {
  await using scratch = createScratchFolder();
  const archive = join(scratch.path, "initramfs");
  await writeFile(archive, cpioArchive(await fill(join(scratch.path, "root"), machine, run)));
  const console = join(scratch.path, "console");
  await boot(machine, { archive, console, timeout: run.timeout });
  return readResults(await readFile(console, "latin1"), run.scripts.length);
}

async function fill(folder: string, machine: Machine, run: MachineRun): Promise<string> {
  const { contents, scripts, texts = {}, programs = {}, profiles = "" } = run;
  await mkdir(folder);
  await createRootfs(folder, contents);
  const place = async (path: string): Promise<string> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  const cases = scripts.map((script, index) => [`/cases/${index}`, script] as const);
  for (const [path, text] of [...Object.entries(texts), ...cases]) {
    await writeFile(await place(path), text);
  }
  for (const [path, text] of Object.entries(machineScripts)) {
    await writeFile(await place(path), text, { mode: 0o755 });
  }
  for (const [path, source] of Object.entries(programs)) {
    await copyFile(source, await place(path));
    await chmod(await place(path), 0o755);
  }
  await copyFile(join(machine.modules, "kernel/fs/overlayfs/overlay.ko"), await place("/overlay.ko"));
  await writeFile(await place("/profiles"), await compileProfiles(machine, profiles));
  return folder;
}

interface Boot {
  /** The first root file system. */
  readonly archive: string;
  /** Where to write what the machine has on its console: to a pipe, its serial port would lose some of it. */
  readonly console: string;
  readonly timeout: number;
}

async function boot(
  { qemu, kernel, libraries }: Machine,
  { archive, console, timeout }: Boot,
): Promise<void> {
  const [file, ...first] = qemu;
  const paths = ["-kernel", kernel, "-initrd", archive, "-append", kernelCommandLine];
  const options = [...hardware, "-serial", `file:${console}`, ...paths];
  // It ends the emulator even where nobody is left to do so.
  const words = ["--signal=KILL", String(Math.ceil(timeout / 1000)), file, ...first, ...options];
  const { status, stderr } = await tryCommand("timeout", words, {
    environment: { LD_LIBRARY_PATH: libraries },
    timeout: timeout + 10_000,
  });
  if (status === 0) return;
  const last = `${stderr}${await readFile(console, "latin1").catch(() => "")}`.trim().slice(-2000);
  throw new SallyportError("SALLYPORT_SYSTEM_CALL", `the machine ended with status ${status}: ${last}`);
}

const hardware =
  "-machine pc -accel tcg -cpu qemu64 -smp 1 -m 512 -nodefaults -no-user-config -display none -no-reboot".split(
    " ",
  );

/** A restart ends the machine, and so does a panic. */
const kernelCommandLine =
  "console=ttyS0 quiet loglevel=1 panic=-1 reboot=t mitigations=off apparmor=1 security=apparmor";

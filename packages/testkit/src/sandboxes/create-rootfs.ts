import { chmod, chown, copyFile, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./run-command.ts";
import type { RootfsContents } from "./runtimes.ts";

const folders: readonly (readonly [string, number])[] = [
  ["bin", 0o755],
  ["dev", 0o755],
  ["etc", 0o755],
  ["home", 0o755],
  ["home/bob", 0o755],
  ["proc", 0o755],
  ["root", 0o700],
  ["secret", 0o700],
  ["sys", 0o755],
  ["tmp", 0o1777],
];

const files: readonly (readonly [string, number, string])[] = [
  [
    "etc/passwd",
    0o644,
    "root:x:0:0:root:/root:/bin/sh\nbob:x:1000:1000:Bob:/home/bob:/bin/sh\nnohome:x:1001:1001:::\n",
  ],
  ["etc/group", 0o644, "root:x:0:\nextra:x:3:\nbob:x:1000:\nnohome:x:1001:\n"],
  ["etc/noexec.txt", 0o644, "not a program\n"],
  ["bin/badformat", 0o755, "\u007fnot an executable\n"],
  ["bin/badinterp", 0o755, "#!/bin/no-such-interpreter\n"],
  ["bin/okscript", 0o755, '#!/bin/sh\necho script ok "$@"\n'],
  ["secret/x", 0o755, "#!/bin/sh\necho secret\n"],
];

/**
 * Fills `folder` with a small system: busybox with all its applets, the guest programs, the users root, bob (1000)
 * and nohome (1001, no home directory), the group extra (3), a `/tmp` for everyone, and files that cannot be run:
 * `/etc/noexec.txt`, `/bin/badformat`, `/bin/badinterp`, and `/secret/x` for all but root.
 */
export async function createRootfs(folder: string, contents: RootfsContents): Promise<void> {
  for (const [path, mode] of folders) {
    await mkdir(join(folder, path), { recursive: true });
    await chmod(join(folder, path), mode);
  }
  await installBusybox(join(folder, "bin"), contents.busybox);
  for (const name of await readdir(contents.programs)) {
    await installProgram(join(contents.programs, name), join(folder, "bin", name));
  }
  for (const [path, mode, text] of files) {
    await writeFile(join(folder, path), text);
    await chmod(join(folder, path), mode);
  }
  if (process.geteuid?.() === 0) await chown(join(folder, "home/bob"), 1000, 1000);
}

async function installBusybox(bin: string, busybox: string): Promise<void> {
  await installProgram(busybox, join(bin, "busybox"));
  const { stdout } = await runCommand(busybox, ["--list"]);
  const applets = new Set(stdout.split("\n").filter((name) => /^[\w[.-]+$/.test(name)));
  applets.delete("busybox");
  await Promise.all([...applets].map((name) => symlink("busybox", join(bin, name))));
}

async function installProgram(source: string, target: string): Promise<void> {
  await copyFile(source, target);
  await chmod(target, 0o755);
}

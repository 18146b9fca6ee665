import { chmod, mkdir, readFile, readlink, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRootfs } from "./create-rootfs.ts";
import { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";

describe("a root file system for sandboxes", () => {
  let scratch: ScratchFolder;
  let rootfs: string;

  beforeEach(async () => {
    scratch = createScratchFolder();
    rootfs = join(scratch.path, "rootfs");
    const [busybox, programs] = [join(scratch.path, "busybox"), join(scratch.path, "programs")];
    await writeFile(busybox, "#!/bin/sh\nprintf '[\\nbusybox\\nsh\\n../escape\\n'\n");
    await chmod(busybox, 0o755);
    await mkdir(programs);
    await writeFile(join(programs, "spew"), "program");
    await createRootfs(rootfs, { busybox, programs });
  });

  afterEach(() => scratch.dispose());

  it("has busybox itself, and its applets as links to it", async () => {
    expect(await readFile(join(rootfs, "bin/busybox"), "utf8")).toContain("printf");
    expect(await readlink(join(rootfs, "bin/sh"))).toBe("busybox");
    expect(await readlink(join(rootfs, "bin/["))).toBe("busybox");
    await expect(stat(join(rootfs, "escape"))).rejects.toThrow("ENOENT");
  });

  it.each([
    ["tmp", 0o1777],
    ["secret", 0o700],
    ["etc/noexec.txt", 0o644],
    ["bin/okscript", 0o755],
    ["bin/spew", 0o755],
  ])("has %s with its mode, whatever the umask", async (path, mode) => {
    expect((await stat(join(rootfs, path))).mode & 0o7777).toBe(mode);
  });
});

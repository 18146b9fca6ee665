import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createScratchFolder, startSandbox } from "@sallyport/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { sallyport, startProgram } from "./support/program.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases)("the state directory on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const scratch = createScratchFolder();
  afterAll(() => scratch.dispose());

  function execIn(root: readonly string[], options: { readonly environment?: Record<string, string> } = {}) {
    const words = [...sallyport, ...root, "exec", guest.sandbox.id, "echo", "reached"];
    return startProgram(words, { ...options, workingDirectory: guest.folder }).ended;
  }
  const reached = { status: 0, stdout: "reached\n", stderr: "" };
  const missing = { status: 128, stderr: expect.stringContaining("file does not exist") };

  it("may be a relative path", async () => {
    expect(await execIn(["--root", relative(guest.folder, guest.sandbox.root)])).toMatchObject(reached);
  });

  it("may be reached by a symbolic link", async () => {
    const link = join(scratch.path, "link");
    symlinkSync(guest.sandbox.root, link);
    expect(await execIn([`--root=${link}/`])).toMatchObject(reached);
  });

  it("may be seen by another path than when the sandbox was made", async () => {
    const moved = join(dirname(guest.sandbox.root), "moved");
    renameSync(guest.sandbox.root, moved);
    try {
      expect(await execIn(["--root", moved])).toMatchObject(reached);
    } finally {
      renameSync(moved, guest.sandbox.root);
    }
  });

  it("is the one below XDG_RUNTIME_DIR by default", async () => {
    const runtime = join(scratch.path, "runtime");
    mkdirSync(runtime);
    symlinkSync(guest.sandbox.root, join(runtime, "runsc"));
    expect(await execIn([], { environment: { XDG_RUNTIME_DIR: runtime } })).toMatchObject(reached);
    const others = await execIn([], { environment: { XDG_RUNTIME_DIR: scratch.path } });
    expect(others).toMatchObject({ ...missing, stderr: expect.stringContaining(`${scratch.path}/runsc`) });
  });

  it("is the last one named", async () => {
    expect(await execIn(["--root", "/nonexistent", "--root", guest.sandbox.root])).toMatchObject(reached);
  });

  it.each([["/nonexistent"], ["/dev/null"], ["/proc"]])("is not %s", async (root) => {
    expect(await execIn(["--root", root])).toMatchObject({ status: 128, stdout: "" });
  });

  it("may have a path that is too long for a socket's address", async () => {
    const root = join(scratch.path, "long".repeat(30), "root");
    await using sandbox = await startSandbox({ runsc, root, id: `long-${guest.sandbox.id}` });
    const words = [...sallyport, "--root", root, "exec", sandbox.id, "echo", "reached"];
    expect(await startProgram(words).ended).toMatchObject(reached);
  });

  it("may have lost the lock of a container, and gets it again", async () => {
    const { root } = guest.sandbox;
    const locks = () => readdirSync(root).filter((name) => name.endsWith(".lock"));
    const before = locks();
    for (const lock of before) rmSync(join(root, lock));
    expect(await execIn(["--root", root])).toMatchObject(reached);
    expect(locks()).toEqual(before);
  });

  it("may have files in it that are no state", async () => {
    const { root } = guest.sandbox;
    for (const name of ["notes.txt", "other.state", "x_sandbox:y.state.tmp"])
      writeFileSync(join(root, name), "?");
    chmodSync(join(root, "notes.txt"), 0o000);
    expect(await execIn(["--root", root])).toMatchObject(reached);
    const { stdout } = await guest.run(["list", "--quiet"]);
    expect(stdout).toBe(`${guest.sandbox.id}\n`);
  });
});

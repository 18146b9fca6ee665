import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shell, startWithOutput, supervisor } from "./plan-rig.ts";

/** Of Linux 6.3 and later; before, memory files are always executable. */
const setting = "/proc/sys/vm/memfd_noexec";

describe.runIf(existsSync(setting))("where memory files may not be executed", () => {
  it("the supervisor runs from a file without a name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sallyport-unnamed-"));
    const write = (name: string, command: string): string => {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/sh\n${command} "$@"\n`, { mode: 0o755 });
      return path;
    };
    // The setting belongs to a pid namespace.
    const inside = write("inside", `mount -t proc proc /proc && echo 2 >${setting} && exec ${supervisor}`);
    const executable = write("outside", `exec unshare --pid --mount --fork ${inside}`);
    const { run, output } = startWithOutput(shell("readlink /proc/$PPID/exe"), { executable });
    expect(await output()).toMatch(/^\/(dev\/shm|tmp)\/#\d+ \(deleted\)\n$/);
    await run.exited;
    rmSync(folder, { recursive: true });
  });
});

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { useBundles } from "./support/use-bundles.ts";

/** What a process writes about itself, or another has written. */
const files = ["oom_score_adj", "attr/exec", "attr/current", "attr/apparmor/exec"];
const rights = ["CAP_SYS_ADMIN", "CAP_SYS_PTRACE", "CAP_DAC_OVERRIDE"];

describe("a command that joins a container", () => {
  const { folder, rootfs, run, leave, write, expectNothingLeft } = useBundles();

  const fake = (file: string): string => join(rootfs, "fake/self", file);

  beforeAll(() => {
    for (const file of files) {
      mkdirSync(dirname(fake(file)), { recursive: true });
      writeFileSync(fake(file), "fake\n", { mode: 0o666 });
    }
  });

  it.each([
    ["for which a volume stands in (CVE-2019-16884)", "mount --bind /fake /proc"],
    ["that is a link (CVE-2023-28642)", "umount /proc; rmdir /proc; ln -s /fake /proc"],
    [
      "over which somebody mounts as it joins (CVE-2025-52881)",
      `(while :; do
        for each in /proc/[0-9]*; do
          for file in ${files.join(" ")}; do
            read line < $each/$file; [ "$line" = fake ] || mount --bind /fake/self/$file $each/$file
          done
        done
      done) 2> /dev/null &`,
    ],
  ])("has its settings from the host's /proc, not from one %s", async (_, attack) => {
    const bundle = write({
      process: {
        args: ["/bin/sh", "-c", `${attack}\necho > /ready; exec sleep 1000`],
        capabilities: { bounding: rights, effective: rights, permitted: rights },
      },
    });
    expect(await leave(["run", "--detach", "--bundle", bundle, "attacker"])).toMatchObject({ status: 0 });
    await vi.waitFor(() => expect(existsSync(join(rootfs, "ready"))).toBe(true), { timeout: 30_000 });
    const [specification, pidFile] = [join(folder, "process.json"), join(folder, "pid")];
    const sleep = { args: ["/bin/sleep", "1000"], cwd: "/", env: ["PATH=/bin"], oomScoreAdj: 321 };
    writeFileSync(specification, JSON.stringify(sleep));
    for (let count = 0; count < 3; count++) {
      const flags = ["--detach", "--process", specification, "--pid-file", pidFile];
      expect(await leave(["exec", ...flags, "attacker"])).toEqual({ status: 0, stderr: "" });
      const pid = readFileSync(pidFile, "utf8");
      expect(readFileSync(`/proc/${pid}/oom_score_adj`, "utf8")).toBe("321\n");
    }
    for (const file of files) expect(readFileSync(fake(file), "utf8")).toBe("fake\n");
    await run(["delete", "--force", "attacker"]);
    expectNothingLeft("attacker");
    for (const name of ["proc", "ready"]) rmSync(join(rootfs, name), { recursive: true });
    mkdirSync(join(rootfs, "proc"));
  });
});

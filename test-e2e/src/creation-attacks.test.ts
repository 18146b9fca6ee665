import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRootfs, findRuntimes, workspaceFolder } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { sallyport } from "./support/program.ts";
import { type Changes, useBundles, usualMounts, usualNamespaces } from "./support/use-bundles.ts";

describe("a container that is made while somebody attacks", () => {
  const bundles = useBundles();
  const { leave, run, write } = bundles;

  /** Inside the attacker's container: the first process of another one, which waits to be started. */
  const findVictim =
    "for each in /proc/[0-9]*; do case $each in /proc/1|/proc/$$) ;; *) victim=$each;; esac; done; cd $victim";

  it("shows nothing of the host to the processes around it, and no program to write to (CVE-2016-9962, CVE-2019-5736)", async () => {
    const before = hashes();
    const sleeping: Changes = { process: { args: ["/bin/sleep", "1000"] } };
    const pidFile = join(bundles.folder, "attacker-pid");
    await leave(["run", "--detach", "--pid-file", pidFile, "--bundle", write(sleeping), "attacker"]);
    const shared = { type: "pid" as const, path: `/proc/${readFileSync(pidFile, "utf8")}/ns/pid` };
    const namespaces = usualNamespaces.map((each) => (each.type === "pid" ? shared : each));
    const made = await leave(["create", "--bundle", write({ ...sleeping, linux: { namespaces } }), "victim"]);
    expect(made).toMatchObject({ status: 0, stderr: "" });
    const attack = (flags: readonly string[], script: string) =>
      run(["exec", ...flags, "attacker", "/bin/sh", "-c", `${findVictim}; ${script}`]);

    const look = "for each in exe root cwd fd/3; do readlink $each || echo denied; done 2> /dev/null";
    expect((await attack([], look)).stdout).toBe("denied\n".repeat(4));
    const capabilities = ["--cap", "CAP_SYS_PTRACE", "--cap", "CAP_DAC_OVERRIDE"];
    const inside =
      "for each in exe root cwd; do readlink $each; done; ls root; for f in fd/*; do test -d $f && echo $f; done";
    const { stdout, stderr } = await attack(capabilities, `${inside}; echo '#!/bin/evil' > exe && echo done`);
    expect(stdout.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^\/memfd:.* \(deleted\)$/),
      "/",
      "/",
      ...readdirSync(bundles.rootfs).toSorted(),
    ]);
    expect(stderr).toMatch(/can't create exe: (Text file busy|Operation not permitted)/);
    expect(hashes()).toEqual(before);
    for (const id of ["victim", "attacker"]) await run(["delete", "--force", id]);
    for (const id of ["victim", "attacker"]) bundles.expectNothingLeft(id);
  });

  it("executes no program of the host by the name of its own (CVE-2019-5736)", async () => {
    const before = hashes();
    const rootfs = await rootfsOf("exe");
    writeFileSync(join(rootfs, "evil"), "#!/proc/self/exe\n", { mode: 0o755 });
    for (const args of [["/evil"], ["/proc/self/exe"]]) {
      const { stdout } = await run([
        "run",
        "--bundle",
        write({ process: { args }, root: { path: rootfs } }),
        "evil",
      ]);
      expect(stdout).toBe("");
    }
    const script = "echo '#!/bin/evil' > /proc/1/exe && echo done";
    const { stdout } = await run(["do", "--", "sh", "-c", script]);
    expect(stdout).toBe("");
    expect(hashes()).toEqual(before);
  });

  const setting = "sys/net/ipv4/ip_forward";

  it.each<[string, (fake: string, rootfs: string) => Changes]>([
    [
      "that a volume stands in for (CVE-2019-16884)",
      (fake) => ({
        mounts: [
          ...usualMounts.filter(({ destination }) => destination !== "/proc"),
          { destination: "/proc", type: "bind", source: fake, options: ["rbind"] },
        ],
      }),
    ],
    [
      "over which somebody mounts meanwhile (CVE-2025-52881)",
      (fake, rootfs) => ({
        mounts: usualMounts,
        hooks: {
          createContainer: [
            {
              path: "/bin/sh",
              args: [
                "sh",
                "-c",
                `for each in ${setting} self/oom_score_adj; do mount --bind ${fake}/$each ${rootfs}/proc/$each; done`,
              ],
              env: ["PATH=/usr/bin:/bin"],
            },
          ],
        },
      }),
    ],
  ])("writes its settings where the kernel has them, not into a /proc %s", async (_, changesOf) => {
    const fake = join(bundles.folder, "fake");
    const files = [setting, "self/oom_score_adj", "self/attr/exec", "self/attr/apparmor/exec"];
    for (const file of files) {
      mkdirSync(dirname(join(fake, file)), { recursive: true });
      writeFileSync(join(fake, file), "fake\n", { mode: 0o666 });
    }
    const rootfs = await rootfsOf("settings");
    const { mounts = [], ...changes } = changesOf(fake, rootfs);
    const bundle = write({
      ...changes,
      root: { path: rootfs },
      // A second one, for the truth.
      mounts: [...mounts, { destination: "/true", type: "proc", source: "proc" }],
      process: {
        args: ["/bin/cat", `/proc/${setting}`, `/true/${setting}`, "/true/self/oom_score_adj"],
        oomScoreAdj: 321,
      },
      linux: { namespaces: usualNamespaces, sysctl: { "net.ipv4.ip_forward": "1" } },
    });
    const { stdout, stderr } = await run(["run", "--bundle", bundle, "settings"]);
    expect({ stdout, stderr }).toEqual({ stdout: "fake\n1\n321\n", stderr: "" });
    for (const file of files) expect(readFileSync(join(fake, file), "utf8")).toBe("fake\n");
  });

  let count = 0;

  async function rootfsOf(name: string): Promise<string> {
    const path = join(bundles.folder, `${name}-${count++}`);
    mkdirSync(path);
    await createRootfs(path, findRuntimes().contents);
    return path;
  }
});

/** Of the program, and of the one that containers are started by. */
function hashes(): string[] {
  const files = [
    ...sallyport.slice(-1),
    join(workspaceFolder(), "packages/helper/build/sallyport-supervisor"),
  ];
  return files.map((file) => createHash("sha256").update(readFileSync(file)).digest("hex"));
}

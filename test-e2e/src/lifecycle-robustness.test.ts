import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { childrenOf } from "./support/host-processes.ts";
import { sallyport, startProgram } from "./support/program.ts";
import { readTrace } from "./support/read-trace.ts";
import { type Changes, useBundles } from "./support/use-bundles.ts";

const sleeping: Changes = { process: { args: ["/bin/sleep", "1000"] } };
const patience = { timeout: 30_000, interval: 100 };

describe("a container of our own", () => {
  const bundles = useBundles();
  const { run, leave, write, expectNothingLeft } = bundles;

  it("cannot have more processes than its limit", async () => {
    const { stdout, stderr } = await bundles.shell(
      "for i in 1 2 3 4 5 6 7 8; do sleep 100 & done; echo none left",
      { linux: { resources: { pids: { limit: 5 } } } },
    );
    expect(stdout).toBe("");
    expect(stderr).toContain("can't fork");
  });

  it("cannot have more memory than its limit", async () => {
    const { stdout } = await bundles.shell("tail -c 100000000 /dev/zero > /dev/null; echo $?", {
      linux: { resources: { memory: { limit: 16 * 1024 * 1024 } } },
    });
    expect(stdout).toBe("137\n");
  });

  it("has limits of cgroup v2, by the names of its files", async () => {
    const hierarchy = /^\S+ \S+ \S+ \S+ (\S+) .* - cgroup2 /m.exec(
      readFileSync("/proc/self/mountinfo", "utf8"),
    );
    const controllers = readFileSync(`${hierarchy?.[1]}/cgroup.controllers`, "utf8").trim().split(" ");
    // Where v1 has the usual controllers, v2 has those that v1 never had or nobody mounted.
    const limit = [
      ["pids.max", "33"],
      ["hugetlb.2MB.max", "4194304"],
    ].find(([file]) => controllers.includes(file?.split(".")[0] ?? ""));
    const [file = "", value = ""] = limit ?? [];
    const resources = { unified: { [file]: value } };
    await leave(["create", "--bundle", write({ ...sleeping, linux: { resources } }), "unified"]);
    const { cgroups } = JSON.parse(readFileSync(join(bundles.root, "unified", "sallyport.json"), "utf8"));
    const { path } = cgroups.find(({ version }: { version: number }) => version === 2);
    expect(readFileSync(join(path, file), "utf8")).toBe(`${value}\n`);
    await run(["delete", "--force", "unified"]);
    expectNothingLeft("unified");
  });

  it("is made once, and started once, by those who do so at the same time", async () => {
    const bundle = write(sleeping);
    const outcomes = async (words: readonly string[]) => {
      const all = await Promise.all([1, 2, 3].map(() => leave(words)));
      return all.map(({ status }) => status ?? -1).toSorted((a, b) => a - b);
    };
    expect(await outcomes(["create", "--bundle", bundle, "one"])).toEqual([0, 128, 128]);
    expect(await outcomes(["start", "one"])).toEqual([0, 128, 128]);
    expect(JSON.parse((await run(["state", "one"])).stdout).status).toBe("running");
    expect(await outcomes(["delete", "--force", "one"])).toEqual([0, 0, 0]);
    expectNothingLeft("one");
  });

  it("of which the maker was killed is gone, and what is left can be deleted", async () => {
    const seen = join(bundles.folder, "seen");
    const hook = {
      path: "/bin/sh",
      args: ["sh", "-c", `cat > ${seen}.new; mv ${seen}.new ${seen}; exec sleep 5`],
    };
    const bundle = write({
      ...sleeping,
      hooks: { createRuntime: [{ ...hook, env: ["PATH=/usr/bin:/bin"] }] },
    });
    const client = bundles.start(["create", "--bundle", bundle, "orphan"]);
    const state = await vi.waitFor(() => JSON.parse(readFileSync(seen, "utf8")), patience);
    client.child.kill("SIGKILL");
    await vi.waitFor(() => expect(processes()).not.toContain(String(state.pid)), patience);
    expect(JSON.parse((await run(["state", "orphan"])).stdout)).toMatchObject({ status: "stopped" });
    expect(await run(["delete", "--force", "orphan"])).toMatchObject({ status: 0, stderr: "" });
    expectNothingLeft("orphan");
  });

  it("tells how it ended to all who wait, though it is no child of theirs", async () => {
    const script = "trap 'exit 5' TERM; echo ready > /tmp/ready; while :; do sleep 0.1; done";
    const bundle = write({ process: { args: ["/bin/sh", "-c", script] } });
    await leave(["run", "--detach", "--bundle", bundle, "awaited"]);
    await vi.waitFor(
      async () => expect((await run(["exec", "awaited", "/bin/cat", "/tmp/ready"])).stdout).toBe("ready\n"),
      patience,
    );
    const pid = JSON.parse((await run(["state", "awaited"])).stdout).pid;
    const waiting = [[], ["--pid", String(pid)]].map((flags) => bundles.start(["wait", ...flags, "awaited"]));
    for (const client of kernelTells ? waiting : []) {
      // The client's supervisor holds the process before it has a child of its own.
      const child = () => childrenOf(client.pid).flatMap((each) => childrenOf(each));
      await vi.waitFor(() => expect(child()).not.toEqual([]), patience);
    }
    await run(["kill", "awaited", "TERM"]);
    for (const { ended } of waiting) {
      const { stdout, stderr } = await ended;
      expect(kernelTells ? stdout : stderr).toContain(
        kernelTells ? '{"id":"awaited","exitStatus":5}' : "to nobody but its parent",
      );
    }
    await run(["delete", "--force", "awaited"]);
    expectNothingLeft("awaited");
  });

  it("is not made by a hook that takes longer than it may, which is killed", async () => {
    const pid = join(bundles.folder, "hook-pid");
    const hook = { path: "/bin/sh", args: ["sh", "-c", `echo $$ > ${pid}; exec sleep 1000`], timeout: 1 };
    const bundle = write({ hooks: { prestart: [{ ...hook, env: ["PATH=/usr/bin:/bin"] }] } });
    const { status, stderr } = await leave(["create", "--bundle", bundle, "slow"]);
    expect(status).toBe(128);
    expect(stderr).toContain("prestart hook /bin/sh: not done within 1 s");
    expect(processes()).not.toContain(readFileSync(pid, "utf8").trim());
    expectNothingLeft("slow");
  });

  it("can be that of a user who is not root, from `spec --rootless` on", async () => {
    const folder = join(bundles.folder, "rootless");
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    for (const path of [bundles.folder, bundles.rootfs]) chmodSync(path, 0o755);
    const asNobody = (words: readonly string[]) =>
      startProgram(
        ["sh", "-c", 'exec "$@" > out 2>&1 < /dev/null', "sh", ...sallyport, "--root", "state", ...words],
        {
          uid: 65_534,
          gid: 65_534,
          workingDirectory: folder,
        },
      ).ended.then(({ status }) => ({ status, output: readFileSync(join(folder, "out"), "utf8") }));
    expect(await asNobody(["spec", "--rootless"])).toEqual({ status: 0, output: "" });
    const file = join(folder, "config.json");
    const configuration = JSON.parse(readFileSync(file, "utf8"));
    configuration.root.path = bundles.rootfs;
    Object.assign(configuration.process, { terminal: false, args: ["/bin/sleep", "1000"] });
    writeFileSync(file, JSON.stringify(configuration));
    expect(await asNobody(["run", "--detach", "mine"])).toEqual({ status: 0, output: "" });
    expect((await asNobody(["list", "--quiet"])).output).toBe("mine\n");
    // What of /sys belongs to the user on the host stays out of the container's reach (CVE-2023-25809).
    const script =
      "id -u; grep ' /sys' /proc/self/mountinfo | grep -vc ' ro,'; mount -o remount,rw /sys/fs/cgroup";
    expect((await asNobody(["exec", "mine", "/bin/sh", "-c", script])).output).toMatch(/^0\n0\nmount: .*\n$/);
    expect(await asNobody(["exec", "--trace", "trace", "mine", "/bin/true"])).toMatchObject({ status: 0 });
    expect(readTrace(join(folder, "trace")).map(({ event }) => event)).toContain("call");
    expect((await asNobody(["exec", "--timeout", "100ms", "mine", "/bin/sleep", "1000"])).status).toBe(124);
    writeFileSync(join(folder, "policy.json"), '{ "paths": [{ "path": "/", "access": ["read"] }] }');
    expect(await asNobody(["exec", "--policy", "policy.json", "mine", "/bin/true"])).toEqual({
      status: 128,
      output: expect.stringContaining("paths of a policy can be held to by root alone"),
    });
    expect((await asNobody(["delete", "--force", "mine"])).status).toBe(0);
    expect(readdirSync(join(folder, "state"))).toEqual([]);
  });
});

/** linux/pidfd.h: PIDFD_INFO_EXIT */
const [major = 0, minor = 0] = release().split(".").map(Number);
const kernelTells = major > 6 || (major === 6 && minor >= 15);

function processes(): string[] {
  return readdirSync("/proc");
}

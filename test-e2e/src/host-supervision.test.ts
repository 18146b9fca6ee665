import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { childOf, processName } from "./support/host-processes.ts";
import { startProgram } from "./support/program.ts";
import { readReport } from "./support/read-report.ts";
import { readTrace } from "./support/read-trace.ts";
import { ociRuntimes, useContainer } from "./support/use-container.ts";

const patience = { timeout: 30_000, interval: 20 };

describe("a command that is watched", () => {
  const joined = useContainer({ runtime: "runc" });
  const fileAt = (name: string): string => join(joined.folder, name);

  it("leaves a record of its calls, of its processes, and of their ends", async () => {
    const script = ["sh", "-c", "echo x >/tmp/made; sh -c 'exit 3' & wait $!"];
    const { status, stderr } = await joined.exec(script, { flags: ["--trace", "trace"] });
    expect([status, stderr]).toEqual([3, ""]);
    const trace = readTrace(fileAt("trace"));
    const [first] = trace.filter(({ event }) => event === "exec");
    expect(trace).toContainEqual(
      expect.objectContaining({
        event: "call",
        call: expect.stringMatching(/^open(at)?$/),
        thread: first?.thread,
      }),
    );
    expect(JSON.stringify(trace)).toContain('"/tmp/made"');
    const born = trace.find(({ event }) => event === "fork");
    expect(trace).toContainEqual(
      expect.objectContaining({ event: "exit", thread: born?.["child"], exitCode: 3 }),
    );
  });

  it("has what its calls came to, where that is asked for", async () => {
    writeFileSync(
      fileAt("calls.json"),
      JSON.stringify({ trace: { calls: ["mkdir", "mkdirat"], results: true } }),
    );
    const flags = ["--policy", "calls.json", "--trace", "trace"];
    await joined.exec(["sh", "-c", "mkdir /tmp/there; mkdir /tmp/there"], { flags });
    const made = readTrace(fileAt("trace")).filter(({ event }) => event === "call");
    expect(made.map(({ result, error }) => result ?? error)).toEqual([0, "EEXIST"]);
  });

  it.each([
    ["ends when its time is over", "sleep 1000", 124, { reason: "timeout", signal: "SIGTERM" }],
    [
      "is killed when it does not end then",
      "trap '' TERM; while :; do sleep 0.1; done",
      137,
      { reason: "timeout", signal: "SIGKILL" },
    ],
  ])("%s, with all that came from it", async (_, script, expected, report) => {
    const words = ["sh", "-c", `setsid sleep 4321 & echo $! >/tmp/left; ${script}`];
    const flags = ["--timeout", "700ms", "--kill-after", "200ms", "--report", "report"];
    const { status } = await joined.exec(words, { flags });
    expect(status).toBe(expected);
    expect(readReport(readFileSync(fileAt("report"), "utf8"))).toMatchObject(report);
    const { stdout } = await joined.run(["ps", joined.container.id]);
    expect(stdout).not.toContain("sleep 4321");
  });

  it("ends with its supervisor, whatever it has become", async () => {
    const script = "setsid sleep 5432 & echo started; sleep 6543";
    const client = joined.startExec(["sh", "-c", script], { flags: ["--supervise", "tree"] });
    await client.printed("started");
    process.kill(await childOf(client.pid, (pid) => processName(pid) !== "sh"), "SIGKILL");
    const { status, stderr } = await client.ended;
    expect([status, stderr]).toEqual([128, expect.stringContaining("supervisor")]);
    await vi.waitFor(async () => {
      expect((await joined.run(["ps", joined.container.id])).stdout).not.toMatch(/sleep (5432|6543)/);
    }, patience);
  });

  it("is held to limits of its own, where cgroups can be divided", async () => {
    const pids = pidsCgroupOf(joined.container.pid);
    const [its, refusal] =
      pids === undefined ? [/^$/, /--memory cannot be held to/] : [/:pids:.*\/sallyport-/, /fork/];
    const script = "cat /proc/self/cgroup; for i in 1 2 3 4 5; do sleep 2 & done; echo all";
    const flags = ["--memory", "64m", "--pids", "3", "--cpu", "0.5"];
    const { stdout, stderr } = await joined.exec(["sh", "-c", script], { flags });
    expect(stdout).not.toContain("all\n");
    expect([stdout, stderr]).toEqual([expect.stringMatching(its), expect.stringMatching(refusal)]);
    const folder = `/sys/fs/cgroup/pids${pids ?? ""}`;
    const left = existsSync(folder)
      ? readdirSync(folder).filter((name) => name.startsWith("sallyport-"))
      : [];
    expect(left).toEqual([]);
  });

  it("keeps its limits when it is left, and they go when it has ended and another comes", async () => {
    const script = ["sh", "-c", 'exec "$@" < /dev/null > /dev/null 2>&1', "sh"];
    const flags = ["--detach", "--pid-file", "pid", "--pids", "3"];
    const words = joined.execWords(["sleep", "1000"], { flags });
    const { status } = await startProgram([...script, ...words], { workingDirectory: joined.folder }).ended;
    expect(status).toBe(0);
    const pid = Number(readFileSync(fileAt("pid"), "utf8"));
    const legacy = pidsCgroupOf(pid);
    const folder = `/sys/fs/cgroup/${legacy === undefined ? unifiedCgroupOf(pid) : `pids${legacy}`}`;
    const another = () => joined.exec(["true"], { flags: ["--pids", "3"] });
    await another();
    expect(readFileSync(join(folder, "pids.max"), "utf8")).toBe("3\n");
    process.kill(pid, "SIGKILL");
    await vi.waitFor(async () => {
      await another();
      expect(existsSync(folder)).toBe(false);
    }, patience);
  });
});

function unifiedCgroupOf(pid: number): string {
  return /^0::(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, "utf8"))?.[1] ?? "";
}

/** In the hierarchy of that controller, where there is one. */
function pidsCgroupOf(pid: number): string | undefined {
  return /^\d+:pids:(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, "utf8"))?.[1];
}

describe.each(ociRuntimes)("a command in a container of $label that is held to a policy", (runtime) => {
  const joined = useContainer({ runtime });

  it("opens what a policy lets it, and nothing else", async () => {
    const paths = [
      { path: "/", access: ["read"] },
      { path: "/tmp", access: ["read", "write"] },
      { path: "/etc/passwd", access: [] },
    ];
    const policy = { paths, deny: [{ calls: ["mkdir", "mkdirat"], errno: "EROFS" }] };
    writeFileSync(join(joined.folder, "policy.json"), JSON.stringify(policy));
    const script =
      "cat /etc/passwd; ln /etc/passwd /tmp/other; mv /etc/passwd /tmp/moved; cat /etc/group >/tmp/copy && echo copied; echo x >/bin/x; mkdir /tmp/denied";
    const { stdout, stderr } = await joined.exec(["sh", "-c", script], {
      flags: ["--policy", "policy.json", "--trace", "trace"],
    });
    expect(stdout).toBe("copied\n");
    expect(stderr).toMatch(/passwd.*Permission denied/);
    expect(stderr).toMatch(/bin\/x.*Permission denied/);
    expect(stderr).toMatch(/denied.*Read-only file system/);
    const denied = readTrace(join(joined.folder, "trace")).filter(({ event }) => event === "denied");
    expect(denied.map(({ path, access }) => [path, access])).toEqual(
      expect.arrayContaining([
        ["/etc/passwd", ["read"]],
        ["/bin/x", ["write"]],
      ]),
    );
  });
});

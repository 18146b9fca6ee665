import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { childOf, processesOf } from "./support/host-processes.ts";
import { readTrace } from "./support/read-trace.ts";
import { type Changes, useBundles, usualNamespaces } from "./support/use-bundles.ts";

const shell = (script: string): Changes => ({ process: { args: ["/bin/sh", "-c", script] } });

describe("a container that is run", () => {
  const { folder, root, run, start, leave, write, expectNothingLeft } = useBundles();

  it("leaves a record of its process, and of all that come from it", async () => {
    const trace = join(folder, "trace");
    const bundle = write(shell("echo x > /tmp/made; (exit 3) & wait $!"));
    const { status, stderr } = await run(["run", "--trace", trace, "--bundle", bundle, "traced"]);
    expect([status, stderr]).toEqual([3, ""]);
    const events = readTrace(trace);
    const [first] = events.filter(({ event }) => event === "exec");
    const made = events.filter((each) => JSON.stringify(each["arguments"])?.includes('"/tmp/made"'));
    expect(made).toEqual([expect.objectContaining({ event: "call", thread: first?.thread })]);
    const ends = events.filter(({ event }) => event === "exit");
    expect(ends.slice(-2)).toEqual([
      expect.objectContaining({ exitCode: 3 }),
      expect.objectContaining({ exitCode: 3, thread: first?.thread }),
    ]);
    expectNothingLeft("traced");
  });

  it("opens what a policy lets it, and nothing else", async () => {
    const policy = join(folder, "policy.json");
    const paths = [
      { path: "/", access: ["read"] },
      { path: "/tmp", access: ["read", "write"] },
      { path: "/etc/passwd", access: [] },
    ];
    writeFileSync(policy, JSON.stringify({ paths, deny: [{ calls: ["mkdir", "mkdirat"] }] }));
    const script =
      "cat /etc/passwd; cat /etc/group > /tmp/copy && echo copied; echo x > /bin/x; mkdir /tmp/new";
    const bundle = write(shell(script));
    const { stdout, stderr } = await run(["run", "--policy", policy, "--bundle", bundle, "held"]);
    expect(stdout).toBe("copied\n");
    expect(stderr).toMatch(/passwd.*Permission denied/);
    expect(stderr).toMatch(/bin\/x.*Permission denied/);
    expect(stderr).toMatch(/new.*Operation not permitted/);
    expectNothingLeft("held");
  });

  it.each([
    ["ends when its time is over", "trap 'exit 5' TERM; while :; do sleep 0.1; done", 124],
    ["is killed when it does not end then", "exec sleep 1000", 137],
  ])("%s", async (_, script, expected) => {
    const flags = ["--timeout", "500ms", "--kill-after", "200ms"];
    const { status } = await run(["run", ...flags, "--bundle", write(shell(script)), "timed"]);
    expect(status).toBe(expected);
    expectNothingLeft("timed");
  });

  it("ends with its supervisor, also what is a daemon in the host's own pid namespace", async () => {
    const namespaces = usualNamespaces.filter(({ type }) => type !== "pid");
    const bundle = write({ ...shell("setsid sleep 6532 & echo started; sleep 6533"), linux: { namespaces } });
    const client = start(["run", "--supervise", "tree", "--bundle", bundle, "watched"]);
    await client.printed("started");
    process.kill(await childOf(client.pid), "SIGKILL");
    const { status, stderr } = await client.ended;
    expect([status, stderr]).toEqual([128, expect.stringContaining("supervisor")]);
    expect(processesOf(["sleep", "6532"])).toEqual([]);
    expectNothingLeft("watched");
  });

  it("has limits of the command line in place of the bundle's", async () => {
    const linux = { resources: { pids: { limit: 1000 }, memory: { limit: 2 ** 30, swap: 2 ** 30 } } };
    const script =
      "tail -c 100000000 /dev/zero > /dev/null; echo $?; for i in 1 2 3 4 5 6; do sleep 9 & done; echo all";
    const bundle = write({ ...shell(script), linux });
    const flags = ["--pids", "5", "--memory", "16m", "--cpu", "0.5"];
    const { stdout, stderr } = await run(["run", ...flags, "--bundle", bundle, "limited"]);
    expect([stdout, stderr]).toEqual(["137\n", expect.stringContaining("can't fork")]);
    expectNothingLeft("limited");
  });

  it("keeps its limits when nobody stays with it", async () => {
    const bundle = write(shell("sleep 1000"));
    for (const words of [["create"], ["run", "--detach"]]) {
      expect(await leave([...words, "--pids", "77", "--bundle", bundle, "left"])).toMatchObject({
        status: 0,
      });
      const { cgroups } = JSON.parse(readFileSync(join(root, "left", "sallyport.json"), "utf8"));
      const files = cgroups.map(({ path }: { path: string }) => join(path, "pids.max")).filter(existsSync);
      expect(files.map((file: string) => readFileSync(file, "utf8"))).toContain("77\n");
      await run(["delete", "--force", "left"]);
    }
    expectNothingLeft("left");
  });

  it.each([
    [["create", "--trace", "t"], "--supervise audit does not go with create"],
    [["create", "--timeout", "1s"], "--timeout does not go with create"],
    [["run", "--detach", "--supervise", "tree"], "--supervise tree does not go with --detach"],
  ])("is not left by who is to watch it: %j", async (words, message) => {
    const { status, stderr } = await run([...words, "--bundle", write(), "refused"]);
    expect([status, stderr]).toEqual([128, expect.stringContaining(message)]);
    expect(stderr).toContain("hint: nobody stays with a container that is left");
  });
});

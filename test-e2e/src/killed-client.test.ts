import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inParallel } from "./support/in-parallel.ts";
import { useNativeProgram } from "./support/native-program.ts";
import { startProgram } from "./support/program.ts";
import { useBundles } from "./support/use-bundles.ts";
import { useContainer } from "./support/use-container.ts";

/** How many of a client's system calls are its last. */
const deaths = 30;

describe("a client that is killed at any of its system calls, from the start of its supervisor on,", () => {
  const killAt = useNativeProgram("kill-at");
  const joined = useContainer({ runtime: "runc" });
  const bundles = useBundles();

  /** Ends when nobody is left of the client. @returns how many calls it came to */
  async function endAt(call: number, words: readonly string[], workingDirectory: string): Promise<number> {
    const { status, stdout } = await startProgram([killAt(), String(call), ...words], { workingDirectory })
      .ended;
    expect(status).toBe(0);
    return Number(stdout.trimEnd().split("\n").at(-1));
  }

  /** Calls from the first to the last, evenly apart. */
  async function callsOf(words: readonly string[], workingDirectory: string): Promise<number[]> {
    const count = await endAt(0, words, workingDirectory);
    return Array.from({ length: deaths }, (_, index) => 1 + Math.floor((index * count) / deaths));
  }

  it("leaves nothing of its command in a container but a cgroup, which the next one removes", async () => {
    const flags = ["--memory", "64m", "--pids", "50"];
    const words = joined.execWords(["true"], { flags });
    await inParallel(await callsOf(words, joined.folder), 2, (call) => endAt(call, words, joined.folder));
    expect(await joined.exec(["true"], { flags })).toMatchObject({ status: 0, stderr: "" });
    const memberships = readFileSync(`/proc/${joined.container.pid}/cgroup`, "utf8").matchAll(
      /:([^:]*):(.*)/g,
    );
    const left = [...memberships].flatMap(([, controllers = "", path = ""]) =>
      namesIn(join("/sys/fs/cgroup", controllers, path)),
    );
    expect(left.filter((name) => name.startsWith("sallyport-"))).toEqual([]);
  });

  it("leaves nothing of the container that it runs but what can be deleted", async () => {
    const prefix = `sallyport-killed-${process.pid}-`;
    const bundle = (index: number) => bundles.write({ linux: { cgroupsPath: `/${prefix}${index}` } });
    const words = (id: number) => bundles.words(["run", "--bundle", bundle(id), `killed-${id}`]);
    await inParallel(await callsOf(words(0), bundles.folder), 2, async (call) => {
      await endAt(call, words(call), bundles.folder);
      const { status, stderr } = await bundles.run(["delete", "--force", `killed-${call}`]);
      expect([status, stderr]).toEqual([0, ""]);
    });
    expect(namesIn(bundles.root)).toEqual([]);
    const cgroups = namesIn("/sys/fs/cgroup").flatMap((each) => namesIn(join("/sys/fs/cgroup", each)));
    expect(cgroups.filter((name) => name.startsWith(prefix))).toEqual([]);
  });
});

/** None where there is no such folder. */
function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

import { createFakeHost } from "@sallyport/host/fake";
import { createMockSandbox } from "@sallyport/transport-mock";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";

const folder = "/opt/mock";

/** Beside a mock sandbox whose shell knows `exit`, and gets 7 wrong. */
function run(args: readonly string[]) {
  const sh = ({ args: words }: { readonly args: readonly string[] }): number => {
    const code = Number(/^exit (\d+)$/.exec(words[2] ?? "")?.[1]);
    return code === 255 ? 7 : code;
  };
  const { transport } = createMockSandbox({ programs: { sh } });
  const { id, api, capabilities } = transport;
  const manifest = { id, api, capabilities, summary: "a mock", module: "./index.js" };
  const host = createFakeHost({
    argv: ["sallyport", ...args],
    files: {
      [`${folder}/package.json`]: JSON.stringify({ sallyport: { transport: manifest } }),
      [`${folder}/index.js`]: "",
    },
  });
  return runCli(host, undefined, { importModule: async () => ({ transport }) });
}

const conform = (...args: string[]) => run(["conform", "--transport", folder, ...args]);

describe("sallyport conform", () => {
  it("tells case by case whether a transport keeps to its contract", async () => {
    const { exitStatus, stdout, stderr } = await conform(
      "--container",
      "web",
      "--only",
      "exit/0,user/undeclared",
    );
    expect(stdout.split("\n")).toEqual([
      "TAP version 14",
      "1..2",
      "ok 1 - exit/0: tells exit status 0",
      "ok 2 - user/undeclared: is not asked for a user when it does not declare that # SKIP users is true",
      "# transport mock: 1 passed, 0 failed, 1 do not apply",
      "",
    ]);
    expect({ exitStatus, stderr }).toEqual({ exitStatus: 0, stderr: "" });
  });

  it("ends with 1 when it does not, and tells what it did", async () => {
    const { exitStatus, stdout } = await conform("--container", "web", "--only", "exit/255");
    expect(stdout).toContain(
      'not ok 1 - exit/255: tells exit status 255\n  ---\n  message: "exit status: expected 255, found 7"\n  ...\n',
    );
    expect(exitStatus).toBe(1);
  });

  it("prints JSON", async () => {
    const { exitStatus, stdout } = await conform("--container", "web", "--only", "exit/0", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      transport: "mock",
      api: "1.0",
      container: "web",
      capabilities: { tty: "emulated" },
      passed: 1,
      failed: 0,
      skipped: 0,
      results: [{ id: "exit/0", title: "tells exit status 0", outcome: "passed" }],
    });
    expect(exitStatus).toBe(0);
  });

  it("runs groups of cases", async () => {
    const { stdout } = await conform("--container", "web", "--only", "container", "--json");
    const { results }: { readonly results: readonly { readonly id: string }[] } = JSON.parse(stdout);
    expect(results.length).toBeGreaterThan(10);
    expect(results.every(({ id }) => id.startsWith("container/"))).toBe(true);
  });

  it.each([
    [[], "--container is required\n"],
    [["--container", "web", "--only", "exit/0,juggling"], 'there is no case "juggling"\n'],
    [["--container", "web", "x"], 'unexpected argument "x" behind conform\n'],
  ])("refuses %j", async (args, message) => {
    const { exitStatus, stdout, stderr } = await conform(...args);
    expect({ exitStatus, stdout, stderr }).toEqual({ exitStatus: 128, stdout: "", stderr: message });
  });

  it("takes the transport of the whole program, too", async () => {
    const { exitStatus } = await run([
      "--transport",
      folder,
      "conform",
      "--container",
      "web",
      "--only",
      "exit/0",
    ]);
    expect(exitStatus).toBe(0);
  });
});

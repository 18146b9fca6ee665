import { describe, expect, it } from "vitest";
import { root, runBesideSandbox, sandboxPid, stateFile } from "../../test/sandbox.ts";

const broken = { [`${root}/a_sandbox:a.state`]: "\u001b[31mred" };
/** Its sandbox has no socket and its process is another's: it is stopped. */
const files = { ...stateFile("db", { status: "paused" }), ...stateFile("old") };

describe("sallyport list", () => {
  it("prints a table in the order of the ids", async () => {
    const { exitStatus, stdout } = await runBesideSandbox(["list"], {}, { files, processes: [] });
    expect(stdout.split("\n")).toEqual([
      "ID        PID       STATUS    BUNDLE         CREATED                OWNER",
      `db        ${sandboxPid}      paused    /bundles/db    2026-01-02T03:04:05Z   root`,
      "old       0         stopped   /bundles/old   2026-01-02T03:04:05Z   root",
      `web       ${sandboxPid}      running   /bundles/web   2026-01-02T03:04:05Z   root`,
      "",
    ]);
    expect(exitStatus).toBe(0);
  });

  it("prints one line of JSON", async () => {
    const { stdout } = await runBesideSandbox(["list", "--format", "json"]);
    expect(stdout).toMatch(/^\[.*\]\n$/);
    expect(JSON.parse(stdout)).toEqual([
      {
        ociVersion: "1.2.0",
        id: "web",
        status: "running",
        pid: sandboxPid,
        bundle: "/bundles/web",
        created: "2026-01-02T03:04:05Z",
        owner: "root",
      },
    ]);
  });

  it("prints ids alone without asking a sandbox, those of broken state files too", async () => {
    const { stdout, stderr, requests } = await runBesideSandbox(
      ["list", "-quiet"],
      {},
      {
        files: { ...files, ...broken },
      },
    );
    expect(stdout).toBe("a\ndb\nold\nweb\n");
    expect(stderr).toContain("a_sandbox:a.state");
    expect(requests).toEqual([]);
  });

  it("lists the others when a state file is broken, and warns on stderr in harmless characters", async () => {
    const { exitStatus, stdout, stderr } = await runBesideSandbox(["list"], {}, { files: broken });
    expect(stdout).toMatch(/^ID .*\nweb .*\n$/);
    expect(stderr).toMatch(
      /^reading container metadata file "\/run\/state\/a_sandbox:a.state": .*\\x1b\[31mred.*\n$/,
    );
    expect(stderr).not.toContain("\u001b");
    expect(exitStatus).toBe(0);
  });

  it.each([
    ["table", "ID        PID       STATUS    BUNDLE    CREATED   OWNER\n"],
    ["text", "ID        PID       STATUS    BUNDLE    CREATED   OWNER\n"],
    ["json", "[]\n"],
  ])("prints an empty %s where there is no container", async (format, expected) => {
    const { stdout } = await runBesideSandbox(["--root", "/nowhere", "list", "--format", format]);
    expect(stdout).toBe(expected);
  });

  it("takes no word", async () => {
    const { exitStatus, stderr } = await runBesideSandbox(["list", "web"]);
    expect({ exitStatus, stderr }).toEqual({
      exitStatus: 128,
      stderr: 'unexpected argument "web" behind list\n',
    });
  });
});

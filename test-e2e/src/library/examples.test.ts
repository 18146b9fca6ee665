import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";
import { findRunsc } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { example } from "../support/example.ts";
import { startProgram } from "../support/program.ts";
import { useSandbox } from "../support/use-sandbox.ts";

const runsc = findRunsc("20240729");

describe(`the examples on ${runsc.label}`, () => {
  const guest = useSandbox({ runsc });
  const run = (name: string, ...args: string[]) =>
    startProgram(example(`${name}/main.js`, guest.sandbox.root, ...args)).ended;

  it("run a command and show what it wrote, how it failed, or why it could not be run", async () => {
    const { id } = guest.sandbox;
    const shown = await Promise.all([
      run("run-and-capture", "--", id, "echo", "hello"),
      run("run-and-capture", "--", id, "sh", "-c", "echo out; echo err >&2; exit 7"),
      run("run-and-capture", "--", id, "nosuchprogram"),
    ]);
    expect(shown.map(({ status }) => status)).toEqual([0, 1, 2]);
    expect(JSON.parse(shown[0].stdout)).toMatchObject({ stdout: "hello\n", stderr: "" });
    expect(JSON.parse(shown[1].stdout)).toMatchObject({ code: 7, stdout: "out\n", stderr: "err\n" });
    expect(shown[2].stderr).toMatch(/^SALLYPORT_START_FAILED: .*nosuchprogram/);
  });

  it("stream a folder into an archive", async () => {
    const archive = join(guest.folder, "etc.tar.gz");
    const { status, stdout, stderr } = await run("streaming-pipeline", guest.sandbox.id, "/etc", archive);
    expect([status, stderr]).toEqual([0, ""]);
    const tar = gunzipSync(readFileSync(archive));
    expect(tar.includes("./passwd")).toBe(true);
    const digest = createHash("sha256").update(tar).digest("hex");
    expect(stdout).toMatch(new RegExp(`^${tar.length} bytes in \\d+ ms, sha256 ${digest}\n$`));
  });

  it("run tests in parallel, and tell those that fail", async () => {
    const scripts = { pass: "exit 0", fail: "echo why; exit 3", slow: "sleep 1000" };
    const lines = Object.entries(scripts).map(([name, text]) => `echo '${text}' > /tmp/t/${name}.test.sh`);
    await guest.exec(["sh", "-c", `mkdir -p /tmp/t; ${lines.join("; ")}`]);
    const words = ["--jobs", "3", "--timeout", "5000", guest.sandbox.id, "/tmp/t"];
    const { status, stdout } = await run("parallel-tests", ...words);
    expect(status).toBe(1);
    expect(stdout.trim().split("\n").toSorted()).toEqual(
      [
        "1..3",
        "not ok 1 - /tmp/t/fail.test.sh # status 3",
        "# why",
        "ok 2 - /tmp/t/pass.test.sh",
        "not ok 3 - /tmp/t/slow.test.sh # timed out",
      ].toSorted(),
    );
  });
});

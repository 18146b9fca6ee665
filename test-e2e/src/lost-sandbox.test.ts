import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startSandbox, type Sandbox } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { createGuest } from "./support/guest.ts";
import { readReport } from "./support/read-report.ts";
import { releases } from "./support/releases.ts";
import { startTold } from "./support/start-told.ts";

const command = ["sh", "-c", "echo ready; read line; sleep 1000"];

describe.each(releases)("a sandbox that is lost during an exec on $label", (runsc) => {
  const guestOf = (sandbox: Sandbox) =>
    createGuest(
      () => sandbox,
      () => sandbox.scratch,
    );

  it("is told as an error, to the log and the report as well", async () => {
    await using sandbox = await startSandbox({ runsc });
    const client = await startTold(guestOf(sandbox), command, {
      inputStaysOpen: true,
      globals: ["--log", "log"],
      flags: ["--report", "report"],
    });
    await client.printed("ready");
    await sandbox.killSentry();
    const { status, stdout, stderr } = await client.ended;
    // EOF, unless it was lost before it had read that it is waited for.
    const message = new RegExp(
      `^waiting on pid \\d+: waiting on PID \\d+ in sandbox "${sandbox.id}": ` +
        '(urpc method "containerManager.WaitPID" failed: (EOF|broken pipe|connection reset by peer)|' +
        "connecting to control server at PID \\d+: connection refused)\\n",
    );
    expect(stderr).toMatch(message);
    expect({ status, stdout }).toEqual({ status: 128, stdout: "ready\n" });
    const [line] = stderr.split("\n");
    expect(JSON.parse(readFileSync(join(sandbox.scratch, "log"), "utf8")).msg).toBe(line);
    expect(readReport(readFileSync(join(sandbox.scratch, "report"), "utf8"))).toMatchObject({
      reason: "transport-lost",
      pid: expect.any(Number),
      error: { code: expect.stringMatching(/^SALLYPORT_(CONNECTION_LOST|CONNECT_FAILED)$/), message: line },
      bytes: { stdout: "ready\n".length },
    });
  });

  it("does not leave the client waiting for a file as its stream", async () => {
    await using sandbox = await startSandbox({ runsc });
    const script =
      '"$@" > out < /dev/zero & while ! grep -q ready out; do sleep 0.1; done; kill -9 $PID; wait $!';
    const options = { environment: { PID: `${sandbox.pid}` } };
    const outcome = await guestOf(sandbox).shell(script, command, options);
    expect(outcome).toMatchObject({ status: 128, stderr: expect.stringContaining(sandbox.id) });
  });

  it("because its first process ended, kills the command", async () => {
    await using sandbox = await startSandbox({ runsc });
    const guest = guestOf(sandbox);
    const client = guest.startExec(command, { inputStaysOpen: true });
    await client.printed("ready");
    expect((await guest.run(["kill", sandbox.id, "KILL"])).status).toBe(0);
    expect(await client.ended).toMatchObject({ status: 137, stdout: "ready\n" });
  });

  it("because it was deleted, ends the client with a failure", async () => {
    await using sandbox = await startSandbox({ runsc });
    const client = guestOf(sandbox).startExec(command, { inputStaysOpen: true });
    await client.printed("ready");
    await sandbox.run(["delete", "--force", sandbox.id]);
    const { status } = await client.ended;
    expect([128, 137]).toContain(status);
  });

  it("ends every client, and none with success", async () => {
    await using sandbox = await startSandbox({ runsc });
    const guest = guestOf(sandbox);
    const clients = await Promise.all(
      Array.from({ length: 8 }, () => startTold(guest, command, { inputStaysOpen: true })),
    );
    await sandbox.killSentry();
    const outcomes = await Promise.all(clients.map((client) => client.ended));
    expect(outcomes.map(({ status }) => status)).toEqual(clients.map(() => 128));
    expect(outcomes.every(({ stderr }) => stderr.includes(`"${sandbox.id}"`))).toBe(true);
  });
});

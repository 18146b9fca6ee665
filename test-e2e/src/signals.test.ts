import { constants } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { expectIdle, expectLeft } from "./support/expect-idle.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const forwarded = [
  "SIGHUP",
  "SIGINT",
  "SIGQUIT",
  "SIGUSR1",
  "SIGUSR2",
  "SIGALRM",
  "SIGTERM",
  "SIGIO",
] as const;
/** Becomes a program that does nothing about signals, unlike a shell. */
const plain = ["sh", "-c", "echo ready; exec sleep 1000"];

/** Needs a stdin that stays open. A `sleep` in its place would be left as a zombie, which the init here never reaps. */
function handling(signal: string, reaction: string): string[] {
  return ["sh", "-c", `trap '${reaction}' ${signal}; echo ready; while :; do read line; done`];
}

describe.each(releases)("a signal to the client on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each(forwarded)("ends the command with it: %s", async (signal) => {
    // No shell that becomes another program: until then it ignores SIGQUIT.
    const client = guest.startExec(["cat"], { input: "ready\n", inputStaysOpen: true });
    await client.printed("ready");
    client.child.kill(signal);
    const status = 128 + constants.signals[signal];
    expect(await client.ended).toEqual({ status, signal: null, stdout: "ready\n", stderr: "" });
    await expectIdle(guest);
  });

  it.each([
    ["SIGINT", "INT", 7],
    ["SIGTERM", "TERM", 0],
    ["SIGUSR1", "USR1", 99],
  ] as const)("is the command's to handle: %s", async (signal, name, status) => {
    const command = handling(name, `echo caught ${name}; exit ${status}`);
    const client = guest.startExec(command, { inputStaysOpen: true });
    await client.printed("ready");
    client.child.kill(signal);
    expect(await client.ended).toMatchObject({ status, stdout: `ready\ncaught ${name}\n` });
    await expectIdle(guest);
  });

  it("may come as often as it likes", async () => {
    const client = guest.startExec(handling("USR1", "echo again"), { inputStaysOpen: true });
    await client.printed("ready");
    for (const lines of [1, 2, 3]) {
      client.child.kill("SIGUSR1");
      await client.printed("again\n".repeat(lines));
    }
    client.child.kill("SIGTERM");
    expect((await client.ended).status).toBe(143);
    await expectIdle(guest);
  });

  it("that cannot be caught ends the command all the same", async () => {
    const client = guest.startExec(handling("USR1", "echo again"), { inputStaysOpen: true });
    await client.printed("ready");
    // The guard is started beside the command, a moment later.
    await delay(1000);
    client.child.kill("SIGKILL");
    expect((await client.ended).signal).toBe("SIGKILL");
    await expectIdle(guest);
  });

  it("that cannot be caught leaves the command, where --orphan asks for it", async () => {
    const client = guest.startExec(plain, { inputStaysOpen: true, flags: ["--orphan"] });
    await client.printed("ready");
    client.child.kill("SIGKILL");
    expect((await client.ended).signal).toBe("SIGKILL");
    await expectLeft(guest, "sleep");
  });

  it("is not passed on when the command ignores it", async () => {
    const command = ["sh", "-c", "trap '' TERM; echo ready; read line; echo $line; exit 3"];
    const client = guest.startExec(command, { inputStaysOpen: true });
    await client.printed("ready");
    client.child.kill("SIGTERM");
    client.child.stdin?.end("still here\n");
    expect(await client.ended).toMatchObject({ status: 3, stdout: "ready\nstill here\n" });
  });

  it("about our own terminal or children does not end the command", async () => {
    const client = guest.startExec(["sh", "-c", "echo ready; read line; exit 4"], { inputStaysOpen: true });
    await client.printed("ready");
    for (const signal of ["SIGWINCH", "SIGCHLD", "SIGURG", "SIGCONT", "SIGPIPE"] as const)
      client.child.kill(signal);
    client.child.stdin?.end("\n");
    expect(await client.ended).toMatchObject({ status: 4, stderr: "" });
  });

  it("leaves no command behind, whenever it comes", { timeout: 120_000 }, async () => {
    const clients = Array.from({ length: 24 }, () => guest.startExec(plain, { inputStaysOpen: true }));
    const outcomes = await Promise.all(
      clients.map(async (client, index) => {
        await delay(index * 25);
        client.child.kill("SIGTERM");
        return client.ended;
      }),
    );
    for (const { status, signal } of outcomes) {
      // Before the client can catch it, it ends the client, which has started nothing yet.
      expect([143, "SIGTERM"]).toContain(status ?? signal);
    }
    await expectIdle(guest);
  });

  it.each([
    ["files", '"$@" > out < /dev/null'],
    ["pipes", 'true | "$@" | cat > out'],
  ])("ends the command when its streams are %s", async (_, script) => {
    const flags = ["--pid-file", "pid"];
    const killer = "(until [ -s pid ] && grep -q ready out; do sleep 0.1; done; kill -TERM $(cat pid)) &";
    await guest.shell(`rm -f pid out; ${killer} ${script}; wait`, plain, { flags });
    await expectIdle(guest);
  });
});

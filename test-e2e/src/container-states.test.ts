import { spawn } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createBundle,
  createScratchFolder,
  sandboxStatePath,
  startSandbox,
  type Sandbox,
} from "@sallyport/testkit";
import { describe, expect, it, vi } from "vitest";
import { type Guest, createGuest } from "./support/guest.ts";
import { expectIdle } from "./support/expect-idle.ts";
import { expectRefusal } from "./support/refusals.ts";
import { hasSocketFile, releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

/** Leaves a file behind and does not end. */
const traceable = ["sh", "-c", "touch /tmp/started; sleep 1000"];

const guestOf = (sandbox: Sandbox): Guest =>
  createGuest(
    () => sandbox,
    () => sandbox.scratch,
  );
const starting = (reason: string): string =>
  `executing processes for container: executing command "${traceable.join(" ")}" in sandbox: ${reason}`;
const args = ["exec", "{id}", ...traceable];

describe.each(releases)("an exec in a container on $label", (runsc) => {
  const inState = (state: string) =>
    `executing processes for container: cannot execute in container "{id}" in state ${state}`;

  it("that is paused is refused, and nothing starts when it goes on", async () => {
    await using sandbox = await startSandbox({ runsc });
    const guest = guestOf(sandbox);
    await sandbox.pause();
    await expectRefusal(guest, { args, message: inState("paused") });
    await sandbox.resume();
    await expectIdle(guest);
    expect((await guest.exec(["test", "-e", "/tmp/started"])).status).toBe(1);
  });

  it("that is created and not started is refused, until it is", async () => {
    await using sandbox = await startSandbox({ runsc, created: true });
    const guest = guestOf(sandbox);
    await expectRefusal(guest, { args, message: starting('container "{id}" not started') });
    await sandbox.start();
    expect((await guest.exec(["true"])).status).toBe(0);
  });

  it("whose init has ended is refused", async () => {
    await using sandbox = await startSandbox({ runsc });
    const guest = guestOf(sandbox);
    await guest.run(["kill", sandbox.id, "KILL"]);
    await vi.waitFor(() => expectRefusal(guest, { args, message: inState("stopped") }), 20_000);
  });

  it("whose sandbox was killed is refused", async () => {
    await using sandbox = await startSandbox({ runsc });
    await sandbox.killSentry();
    await expectRefusal(guestOf(sandbox), { args, message: inState("stopped") });
  });

  it("whose sandbox was killed is refused, also when another process has its number", async () => {
    await using sandbox = await startSandbox({ runsc });
    await sandbox.killSentry();
    const path = sandboxStatePath(sandbox.root, sandbox.id);
    const original = readFileSync(path, "utf8");
    const other = spawn("sleep", ["1000"], { stdio: "ignore" });
    const state = JSON.parse(original);
    const longAgo = "2020-01-01T00:00:00Z";
    const changed = { ...state.sandbox, pid: other.pid, startTime: longAgo };
    writeFileSync(path, JSON.stringify({ ...state, createdAt: longAgo, sandbox: changed }));
    try {
      await expectRefusal(guestOf(sandbox), { args, message: inState("stopped") });
      expect(other.exitCode).toBeNull();
    } finally {
      writeFileSync(path, original);
      other.kill("SIGKILL");
    }
  });

  it("works where the root file system is read-only", async () => {
    await using scratch = createScratchFolder();
    const bundle = await createBundle({ folder: join(scratch.path, "bundle"), readonlyRootfs: true });
    await using sandbox = await startSandbox({ runsc, bundle });
    expect((await guestOf(sandbox).exec(["echo", "works"])).stdout).toBe("works\n");
  });
});

describe.each(releases)("an exec in a container on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each<[string, (text: string) => string, string]>([
    ["is cut short", (text) => text.slice(0, 100), "JSON"],
    ["is empty", () => "", "JSON"],
    ["has a line end in a string", (text) => text.replace('"status":"', '"status":"\n'), "JSON"],
    ["is no object", () => "[]", "state"],
    ["has an unknown status", (text) => text.replace('"status":"running"', '"status":"odd"'), "status"],
    ["has a string for the number of the sandbox", (text) => text.replace(/"pid":\d+/, '"pid":"1"'), "pid"],
  ])("whose state %s is refused", async (_, damage, word) => {
    const path = sandboxStatePath(guest.sandbox.root, guest.sandbox.id);
    const original = readFileSync(path, "utf8");
    writeFileSync(path, damage(original));
    try {
      const message = `loading sandbox: reading container metadata file "${path}": `;
      await expectRefusal(guest, { args, message });
      await expectRefusal(guest, { args, message: word });
    } finally {
      writeFileSync(path, original);
    }
  });
});

describe.each(releases.filter(hasSocketFile))(
  "a sandbox whose control socket is gone, on $label",
  (runsc) => {
    it("is not reached, until the socket is back", async () => {
      await using sandbox = await startSandbox({ runsc });
      const guest = guestOf(sandbox);
      const socket = join(sandbox.root, `runsc-${sandbox.id}.sock`);
      const hidden = `${socket}.hidden`;
      renameSync(socket, hidden);
      const reason = `connecting to control server at PID ${sandbox.pid}: no such file or directory`;
      await expectRefusal(guest, { args, message: starting(reason) });
      writeFileSync(socket, "");
      await expectRefusal(guest, { args, message: "connection refused" });
      renameSync(hidden, socket);
      expect((await guest.exec(["true"])).status).toBe(0);
    });
  },
);

describe.each(releases.filter((runsc) => !hasSocketFile(runsc)))(
  "a sandbox without a socket file, on $label",
  (runsc) => {
    it("is reached by its abstract name", async () => {
      await using sandbox = await startSandbox({ runsc });
      expect(existsSync(join(sandbox.root, `runsc-${sandbox.id}.sock`))).toBe(false);
      expect((await guestOf(sandbox).exec(["echo", "reached"])).stdout).toBe("reached\n");
    });
  },
);

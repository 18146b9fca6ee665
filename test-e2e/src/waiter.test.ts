import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createFilePayload,
  decodeWaitStatus,
  type ExecArgs,
  type FilePayload,
  type WaitStatus,
} from "@sallyport/core";
import { parseRunscState } from "@sallyport/core/schemas";
import { startGuard, startWaiter, type Waiter } from "@sallyport/helper";
import { createNodeHost } from "@sallyport/host/node";
import { type Sandbox, sandboxStatePath, startSandbox } from "@sallyport/testkit";
import type { SandboxProcess, WaitHandover } from "@sallyport/transport";
import { type SocketHandle, socketTransport } from "@sallyport/transport-socket";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releases } from "./support/releases.ts";
import { stopProcess } from "./support/stop-process.ts";

const host = createNodeHost();
const executable = fileURLToPath(new URL("../../packages/helper/build/sallyport-waiter", import.meta.url));
const signals = [1, 2, 3, 10, 12, 15, 28];
const poll = { timeout: 30_000 };

describe.each(releases)("a waiter on $label", (runsc) => {
  let sandbox: Sandbox;
  let handle: SocketHandle;

  beforeAll(async () => {
    sandbox = await startSandbox({ runsc });
    const file = sandboxStatePath(sandbox.root, sandbox.id);
    const state: unknown = JSON.parse(readFileSync(file, "utf8"));
    const container = parseRunscState(state, { file, stateDirectory: sandbox.root });
    handle = await socketTransport.open({ container, options: undefined }, host);
  });

  afterAll(async () => {
    await handle[Symbol.asyncDispose]();
    await sandbox.dispose();
  });

  const args = (command: string, terminal = false): ExecArgs => ({
    containerId: sandbox.id,
    args: ["sh", "-c", command],
    env: ["PATH=/bin:/usr/bin"],
    cwd: "/",
    uid: 0,
    gid: 0,
    additionalGids: [],
    capabilities: { permitted: 0, inheritable: 0, effective: 0, bounding: 0, ambient: 0 },
    noNewPrivileges: false,
    terminal,
  });

  async function execute(command: string): Promise<SandboxProcess> {
    const nothing = host.files.open("/dev/null", { access: "read-write" });
    try {
      return await handle.execute(args(command), onto(nothing), { startTimeout: 60_000 });
    } finally {
      host.descriptors.close(nothing);
    }
  }

  async function handOver(
    process: SandboxProcess,
    waiter: Waiter,
    target: "process" | "foreground",
    guard?: number,
  ): Promise<void> {
    const handover = await process.handOver!();
    const signalRequest = requestOf(handover, target);
    await waiter.handOver({
      kind: "wait",
      waitSocket: handover.waitSocket,
      signals,
      signalRequest,
      ...(guard === undefined ? {} : { guard }),
    });
    host.descriptors.close(handover.waitSocket);
    waiter.close();
  }

  async function detached(command: string): Promise<Waiter> {
    const waiter = await startWaiter(host, { executable });
    await handOver(await execute(command), waiter, "process");
    return waiter;
  }

  /** How many commands of this file run now. */
  const running = async (): Promise<number> =>
    (await handle.processes()).filter(({ pid, ppid }) => ppid === 0 && pid !== 1).length;

  it.each([0, 1, 42, 128, 255])("ends with exit code %i", async (code) => {
    const waiter = await detached(`sleep 0.1; exit ${code}`);
    expect(await endOf(waiter)).toEqual({ kind: "exited", code });
  });

  it("ends with the code of a command that has ended already", async () => {
    const waiter = await startWaiter(host, { executable });
    const process = await execute("exit 9");
    await expect.poll(running, poll).toBe(0);
    await handOver(process, waiter, "process");
    expect(await endOf(waiter)).toEqual({ kind: "exited", code: 9 });
  });

  it("ends with 128 + n when a signal that it forwards ends the command", async () => {
    const waiter = await detached("exec sleep 1000");
    host.signals.send(waiter.pid, 15);
    expect(await endOf(waiter)).toEqual({ kind: "exited", code: 128 + 15 });
  });

  it("takes every signal to a command that handles them", async () => {
    const waiter = await startWaiter(host, { executable });
    const pipe = host.descriptors.pipe();
    const script =
      "n=0; trap 'n=$((n+1))' USR1; trap 'exit $n' TERM; echo ready; while :; do sleep 0.05; done";
    const process = await handle.execute(args(script), onto(pipe.write));
    host.descriptors.close(pipe.write);
    await handOver(process, waiter, "process");
    expect(await firstLine(pipe.read)).toBe("ready");
    host.signals.send(waiter.pid, 10);
    await expect.poll(() => pendingSignals(waiter.pid), poll).toBe("0000000000000000");
    host.signals.send(waiter.pid, 15);
    expect(await endOf(waiter)).toEqual({ kind: "exited", code: 1 });
    host.descriptors.close(pipe.read);
  });

  it("has the terminal, and takes its signals to the foreground", async () => {
    const { master, replica } = host.terminals.openPty();
    const waiter = await startWaiter(host, { executable, terminal: replica });
    const script = "trap 'exit 7' WINCH; echo ready; while :; do sleep 0.05; done";
    const process = await handle.execute(args(script, true), onto(replica));
    host.descriptors.close(replica);
    await handOver(process, waiter, "foreground");
    expect(await firstLine(master)).toBe("ready");
    host.terminals.setWindowSize(master, { rows: 33, columns: 99 });
    expect(await endOf(waiter)).toEqual({ kind: "exited", code: 7 });
    host.descriptors.close(master);
  });

  it("that is killed takes its command with it where a guard stands by", async () => {
    const waiter = await startWaiter(host, { executable });
    const process = await execute("exec sleep 1000");
    const handover = await process.handOver!();
    host.descriptors.close(handover.waitSocket);
    const guard = await startGuard(
      host,
      { executable },
      { kind: "guard", killRequest: requestOf(handover, "process") },
    );
    await handOver(process, waiter, "process", guard.control);
    guard.close();
    expect(await running()).toBe(1);
    host.signals.send(waiter.pid, 9);
    expect(await endOf(guard)).toEqual({ kind: "exited", code: 0 });
    await expect.poll(running, poll).toBe(0);
  });

  it("kills what a start that was given up gives birth to", async () => {
    try {
      await stopProcess(sandbox.pid);
      const started = handle.execute(args("exec sleep 1000"), createFilePayload([], undefined), {
        startTimeout: 200,
      });
      await expect(started).rejects.toMatchObject({ code: "SALLYPORT_START_TIMEOUT" });
    } finally {
      host.signals.send(sandbox.pid, 18);
    }
    const { socket, address, killRequest } = handle.abandonedStart()!;
    const waiter = await startWaiter(host, { executable });
    await waiter.handOver({
      kind: "start-kill",
      startSocket: socket,
      killRequest: { address, ...killRequest },
      timeLimit: 60_000,
    });
    host.descriptors.close(socket);
    waiter.close();
    expect(await endOf(waiter)).toEqual({ kind: "exited", code: 0 });
    await expect.poll(running, poll).toBe(0);
  });
});

/** One descriptor as all three standard streams. */
function onto(fd: number): FilePayload {
  return createFilePayload(
    [0, 1, 2].map((guest) => ({ host: fd, guest })),
    undefined,
  );
}

/** What is written first, without the end of its line. */
async function firstLine(fd: number): Promise<string> {
  await host.descriptors.wait(fd, "readable").ready;
  const buffer = new Uint8Array(100);
  return host.text.decode(buffer.subarray(0, host.descriptors.read(fd, buffer))).trim();
}

function requestOf(handover: WaitHandover, target: "process" | "foreground") {
  return { address: handover.signalAddress, ...handover.signalRequest(target) };
}

async function endOf(waiter: Pick<Waiter, "exited">): Promise<WaitStatus> {
  return decodeWaitStatus(await waiter.exited);
}

function pendingSignals(pid: number): string | undefined {
  return /^ShdPnd:\s*(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
}

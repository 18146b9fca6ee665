import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeWaitStatus, type WaitStatus, withResolvers } from "@sallyport/core";
import { createNodeHost } from "@sallyport/host/node";
import { type SentryRequest, type SentryScript, startScriptedSentry } from "@sallyport/testkit";
import { onTestFinished } from "vitest";
import { createSandbox } from "../src/create-sandbox.ts";
import type { Sandbox } from "../src/index.ts";
import { servicesOn } from "../src/library-services.ts";
import { openOnce } from "../src/opened-sandbox.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";

/** A command of the scripted sandbox. Its descriptors are closed when it ends. */
export interface Guest {
  readonly pid: number;
  /** The argument of the request that started it. */
  readonly request: Readonly<Record<string, unknown>>;
  /** As they were sent. */
  readonly fds: readonly number[];
  write(stream: 1 | 2, text: string): Promise<void>;
  /** Settles with everything that its standard input has, once that has ended. */
  read(): Promise<string>;
  /** Settles with the next signal that it gets. */
  signal(): Promise<number>;
}

export type Program = (guest: Guest) => Promise<WaitStatus | undefined | void>;

export interface ScriptedSandbox {
  readonly box: Sandbox;
  /** The time of the library. */
  readonly clock: ManualClock;
  /** State directory. */
  readonly root: string;
  readonly requests: readonly SentryRequest[];
  readonly openConnections: () => number;
  /** Writes the container's state file anew. */
  describe(changes: object): void;
}

const host = createNodeHost();

/**
 * The container `web` of a scripted sandbox, opened; it goes with the test that asks for it. Every command in it is `program`, which exits with 0 unless it says
 * otherwise.
 */
export async function startScriptedSandbox(
  program: Program,
  script: SentryScript = {},
): Promise<ScriptedSandbox> {
  const root = mkdtempSync(join(tmpdir(), "sallyport-"));
  const address = { kind: "path", path: join(root, "runsc-web.sock") } as const;
  const describe = (changes: object): void =>
    writeFileSync(
      join(root, "web_sandbox:web.state"),
      JSON.stringify({ ...stateOf(address.path), ...changes }),
    );
  describe({});
  const guests = createGuests(program);
  const sentry = await startScriptedSentry({ address, script: { ...guests.script, ...script } });
  const clock = createManualClock(host);
  const box = createSandbox(await openOnce(await servicesOn({ ...host, clock }, { root }), "web"));
  onTestFinished(async () => {
    await box[Symbol.asyncDispose]();
    guests.end();
    await sentry.close();
    rmSync(root, { recursive: true });
  });
  return { box, clock, root, requests: sentry.requests, openConnections: sentry.openConnections, describe };
}

function stateOf(controlSocketPath: string): object {
  return {
    id: "web",
    status: "running",
    spec: { process: { cwd: "/srv", env: ["PATH=/bin"], user: { uid: 7, gid: 8 } } },
    bundleDir: "/bundle",
    createdAt: "2026-01-01T00:00:00Z",
    owner: "root",
    sandbox: {
      id: "web",
      pid: process.pid,
      controlSocketPath,
      metricMetadata: { version: "0.0~20240729.0" },
    },
  };
}

/** What a sentry answers that runs programs; `end` sends SIGKILL to those that are left. */
function createGuests(program: Program): { readonly script: SentryScript; end(): void } {
  const ends = new Map<number, Promise<WaitStatus>>();
  const signals = new Map<number, ReturnType<typeof createSignalQueue>>();
  let lastPid = 1;
  const script: SentryScript = {
    "containerManager.ContainerRuntimeState": { result: 2 },
    "containerManager.ExecuteAsync": ({ arg }, fds) => {
      const pid = ++lastPid;
      const queue = createSignalQueue();
      signals.set(pid, queue);
      ends.set(pid, runProgram(program, { pid, request: arg as Guest["request"], signal: queue.next }, fds));
      return { result: pid };
    },
    "containerManager.WaitPID": async ({ arg }) => {
      const end = ends.get((arg as { PID: number }).PID);
      return end === undefined ? { err: "no such process" } : { result: encodeWaitStatus(await end) };
    },
    "containerManager.Signal": ({ arg }) => {
      const { PID, Signo } = arg as { PID: number; Signo: number };
      signals.get(PID)?.send(Signo);
      return { result: {} };
    },
  };
  return {
    script,
    end() {
      for (const queue of signals.values()) queue.send(9);
    },
  };
}

function createSignalQueue() {
  const queued: number[] = [];
  let waiting: ((signal: number) => void) | undefined;
  return {
    send(signal: number) {
      if (waiting === undefined) queued.push(signal);
      else waiting(signal);
      waiting = undefined;
    },
    next: (): Promise<number> => {
      const first = queued.shift();
      const { promise, resolve } = withResolvers<number>();
      if (first === undefined) waiting = resolve;
      else resolve(first);
      return promise;
    },
  };
}

async function runProgram(
  program: Program,
  guest: Pick<Guest, "pid" | "request" | "signal">,
  sent: readonly number[],
): Promise<WaitStatus> {
  const fds = sent.map((fd) => host.descriptors.duplicate(fd));
  try {
    const end = await program({
      ...guest,
      fds,
      write: (stream, text) => writeAll(fds[stream] ?? -1, host.text.encode(text)),
      read: () => readAll(fds[0] ?? -1),
    });
    return end ?? { kind: "exited", code: 0 };
  } finally {
    for (const fd of fds) host.descriptors.close(fd);
  }
}

async function writeAll(fd: number, bytes: Uint8Array): Promise<void> {
  host.descriptors.setNonBlocking(fd, true);
  for (let offset = 0; offset < bytes.length;) {
    await host.descriptors.wait(fd, "writable").ready;
    offset += host.descriptors.write(fd, bytes.subarray(offset));
  }
}

async function readAll(fd: number): Promise<string> {
  const buffer = new Uint8Array(64 * 1024);
  let text = "";
  for (;;) {
    await host.descriptors.wait(fd, "readable").ready;
    const length = host.descriptors.read(fd, buffer);
    if (length === 0) return text;
    text += host.text.decode(buffer.subarray(0, length));
  }
}

import { type ExecArgs, type FilePayload, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { readText } from "@sallyport/host";
import { describe, expect, it } from "vitest";
import { execRequest } from "../../test/container-record.ts";
import { prepareExec } from "../../test/prepare-exec.ts";
import { commandPid } from "../../test/scripted-transport.ts";

const SIGHUP = 1;
const SIGINT = 2;
const SIGTERM = 15;
const wholeWay = ["open", "status", "execute", "wait", "dispose"];
const terminal = { rows: 24, columns: 80 };
const inTerminal = { process: { ...execRequest().process, terminal: true } } as ReturnType<
  typeof execRequest
>;

/** Runs it to its failure, and makes sure that nothing was left behind. */
async function failureOf(prepared: ReturnType<typeof prepareExec>): Promise<unknown> {
  const failure: unknown = await prepared.run().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(prepared.leaked()).toEqual([]);
  expect(prepared.host.fake.deliver(SIGTERM)).toBe(false);
  return failure;
}

describe("an exec", () => {
  it("goes all the way, and tells how the command ended", async () => {
    let given: { args: ExecArgs; payload: FilePayload; inodes: readonly number[] } | undefined;
    const { run, events, leaked, host } = prepareExec({
      execute: (args, payload) => void (given = { args, payload, inodes: payload.hostFds.map(inodeOf) }),
      wait: async () => ({ kind: "exited", code: 7 }),
    });
    const inodeOf = (fd: number): number => host.descriptors.status(fd).inode;
    expect(await run()).toMatchObject({
      containerId: "web",
      pid: commandPid,
      status: { kind: "exited", code: 7 },
    });
    expect(events).toEqual(wholeWay);
    expect(given?.args).toMatchObject({
      containerId: "web",
      args: ["true"],
      cwd: "/srv",
      env: ["PATH=/bin"],
    });
    expect(given?.payload).toMatchObject({ guestFds: [0, 1, 2], hasExecutable: false });
    expect(given?.inodes).toEqual([0, 1, 2].map(inodeOf));
    expect(leaked()).toEqual([]);
    expect(host.fake.deliver(SIGTERM)).toBe(false);
  });

  it("gives the sandbox the descriptors that were asked for, by their numbers in the command", async () => {
    let given: { payload: FilePayload; inodes: readonly number[] } | undefined;
    const { run, host } = prepareExec({
      host: { inherited: [5, 6, 9] },
      request: {
        passFds: [
          { host: 9, guest: 0 },
          { host: 5, guest: 7 },
        ],
        execFd: 6,
      },
      execute: (_, payload) => void (given = { payload, inodes: payload.hostFds.map(inodeOf) }),
    });
    const inodeOf = (fd: number): number => host.descriptors.status(fd).inode;
    await run();
    expect(given?.payload).toMatchObject({ guestFds: [0, 1, 2, 7], hasExecutable: true });
    expect(given?.inodes).toEqual([9, 1, 2, 5, 6].map(inodeOf));
  });

  it("announces the command once it runs, before it ends", async () => {
    const files = { pidFile: "/tmp/pid", internalPidFile: "/tmp/internal" };
    const seen: string[][] = [];
    const prepared = prepareExec({
      host: { pid: 100 },
      options: files,
      execute: () => void seen.push(prepared.host.files.list("/tmp")),
    });
    await prepared.run();
    expect(seen).toEqual([[]]);
    expect(readText(prepared.host, "/tmp/pid")).toBe("100");
    expect(readText(prepared.host, "/tmp/internal")).toBe(String(commandPid));
  });

  it("ends a command whose pid file cannot be written", async () => {
    const prepared = prepareExec({ options: { pidFile: "/nowhere/pid" } });
    expect(await failureOf(prepared)).toMatchObject({
      code: "SALLYPORT_SYSTEM_CALL",
      errno: "ENOENT",
      message: expect.stringMatching(/^writing pid file: /),
    });
    expect(prepared.events).toContain("signal 9 to process");
    expect(prepared.events.at(-1)).toBe("dispose");
  });

  it("reports the pid file also when the command ended by itself", async () => {
    const prepared = prepareExec({
      options: { pidFile: "/nowhere/pid" },
      signal: () => Promise.reject(new SallyportError("SALLYPORT_REMOTE", "no such process")),
      wait: () => Promise.reject(new SallyportError("SALLYPORT_CONNECTION_LOST", "EOF")),
    });
    expect(await failureOf(prepared)).toMatchObject({ code: "SALLYPORT_SYSTEM_CALL" });
  });

  it("fails when the sandbox is lost while it waits", async () => {
    const prepared = prepareExec({
      wait: () => Promise.reject(new SallyportError("SALLYPORT_CONNECTION_LOST", "EOF")),
    });
    expect(await failureOf(prepared)).toMatchObject({
      code: "SALLYPORT_CONNECTION_LOST",
      reason: "transport-lost",
      message: `waiting on pid ${commandPid}: EOF`,
    });
    expect(prepared.events).toEqual([...wholeWay.slice(0, -1), `signal 9 to process`, "wait", "dispose"]);
  });

  it("leaves the command when the sandbox is lost and the command may be orphaned", async () => {
    const prepared = prepareExec({
      options: { orphan: true },
      wait: () => Promise.reject(new SallyportError("SALLYPORT_CONNECTION_LOST", "EOF")),
    });
    expect(await failureOf(prepared)).toMatchObject({ code: "SALLYPORT_CONNECTION_LOST" });
    expect(prepared.events).toEqual(wholeWay);
  });

  it("fails when the sandbox refuses the command", async () => {
    const prepared = prepareExec({
      execute: () => Promise.reject(new SallyportError("SALLYPORT_START_FAILED", "no such file")),
    });
    expect(await failureOf(prepared)).toMatchObject({
      code: "SALLYPORT_START_FAILED",
      message: "executing processes for container: no such file",
    });
    expect(prepared.events).toEqual(["open", "status", "execute", "dispose"]);
  });

  it.each(["paused", "stopped", "creating"] as const)(
    "is not tried in a container that is %s",
    async (status) => {
      const prepared = prepareExec({ status });
      expect(await failureOf(prepared)).toMatchObject({
        code: "SALLYPORT_NOT_RUNNING",
        message: `executing processes for container: cannot execute in container "web" in state ${status}`,
      });
      expect(prepared.events).toEqual(["open", "status", "dispose"]);
    },
  );

  it.each([
    ["a descriptor that is not open", { passFds: [{ host: 8, guest: 8 }] }, "SALLYPORT_INVALID_DESCRIPTOR"],
    [
      "descriptors that the sandbox does not take",
      { passFds: [{ host: 5, guest: 5 }] },
      "SALLYPORT_UNSUPPORTED",
    ],
    ["an unknown container", { containerId: "db" }, "SALLYPORT_NOT_FOUND"],
    [
      "a process that says no command",
      { process: { kind: "specification", process: { cwd: "/" }, env: [] } } as const,
      "SALLYPORT_INVALID_PROCESS",
    ],
  ])("refuses %s before anything is opened", async (_, request, code) => {
    const prepared = prepareExec({ request, host: { inherited: [5] }, capabilities: { passFds: false } });
    expect(await failureOf(prepared)).toMatchObject({ code });
    expect(prepared.events).toEqual([]);
  });

  it("hands on the signals that came before the command ran", async () => {
    let started = (): void => undefined;
    let ended = (): void => undefined;
    const prepared = prepareExec({
      execute: () => new Promise((resolve) => (started = resolve)),
      wait: async () => {
        await new Promise<void>((resolve) => (ended = resolve));
        return { kind: "signaled", signal: SIGTERM, coreDumped: false };
      },
    });
    const outcome = prepared.run();
    await expect.poll(() => prepared.events).toContain("execute");
    expect(prepared.host.fake.deliver(SIGTERM)).toBe(true);
    await prepared.host.fake.advance(0);
    expect(prepared.events).not.toContain(`signal ${SIGTERM} to process`);
    started();
    await expect.poll(() => prepared.events).toContain(`signal ${SIGTERM} to process`);
    prepared.host.fake.deliver(SIGHUP);
    await expect.poll(() => prepared.events).toContain(`signal ${SIGHUP} to process`);
    ended();
    expect(await outcome).toMatchObject({ status: { kind: "signaled", signal: SIGTERM } });
  });

  it("is over when the user gives up on a sandbox that does not answer", async () => {
    const never = () => new Promise<never>(() => undefined);
    const prepared = prepareExec({ wait: never, signal: never });
    const failure = failureOf(prepared);
    await expect.poll(() => prepared.events).toContain("wait");
    for (const signal of [SIGINT, SIGINT]) prepared.host.fake.deliver(signal);
    await prepared.host.fake.advance(500);
    expect(await failure).toMatchObject({ code: "SALLYPORT_INTERRUPTED", reason: "interrupted" });
    expect(prepared.events.at(-1)).toBe("dispose");
  });

  it("hands signals on to the foreground of the command's terminal", async () => {
    const prepared = prepareExec({
      host: { terminal },
      request: inTerminal,
      wait: async () => {
        prepared.host.fake.deliver(SIGHUP);
        await prepared.host.fake.advance(0);
        return { kind: "exited", code: 0 };
      },
    });
    await prepared.run();
    expect(prepared.events).toContain(`signal ${SIGHUP} to foreground`);
  });

  it("is not over before its output is in the file", async () => {
    const prepared = prepareExec(intoFile());
    await prepared.run();
    expect(prepared.host.descriptors.status(outputFile).size).toBe(allOfIt.length);
    expect(prepared.leaked()).toEqual([]);
  });

  it("does not wait for ever for a process that keeps the output open", async () => {
    const prepared = prepareExec({ ...intoFile({ keepOpen: true }), options: { drainTimeout: 50 } });
    const outcome = prepared.run();
    await prepared.host.fake.advance(50);
    expect(await outcome).toMatchObject({ status: { kind: "exited", code: 0 } });
    expect(prepared.host.descriptors.status(outputFile).size).toBe(allOfIt.length);
  });
});

const outputFile = 5;
/** More than a pump takes in one go, and less than its pipe holds. */
const allOfIt = new Uint8Array(900_000);

/** A command that writes to its stdout, which is a regular file of ours, and ends. */
function intoFile({ keepOpen = false } = {}) {
  let host: Host;
  let sandboxes = -1;
  return {
    host: { inherited: [outputFile] },
    adapt(fake: Host) {
      host = fake;
      const { descriptors } = fake;
      const real = (fd: number) => (fd === 1 ? outputFile : fd);
      return {
        ...fake,
        descriptors: {
          ...descriptors,
          status: (fd: number) => descriptors.status(real(fd)),
          write: (fd: number, bytes: Uint8Array) => descriptors.write(real(fd), bytes),
        },
      };
    },
    execute: (_: ExecArgs, payload: FilePayload) => {
      sandboxes = host.descriptors.duplicate(payload.hostFds[1] ?? -1);
    },
    wait: async () => {
      host.descriptors.write(sandboxes, allOfIt);
      if (!keepOpen) host.descriptors.close(sandboxes);
      return { kind: "exited", code: 0 } as const;
    },
  };
}

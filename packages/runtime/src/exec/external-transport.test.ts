import { type ExecArgs, isSallyportError } from "@sallyport/core";
import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import type { SandboxProcess, TransportCapabilities } from "@sallyport/transport";
import { describe, expect, it, vi } from "vitest";
import { execOptions } from "../../test/exec-options.ts";
import { execRequest } from "../../test/container-record.ts";
import { runtimeSettings } from "../../test/settings.ts";
import { createRuntime } from "../composition-root.ts";
import { exec } from "./exec.ts";

const folder = "/opt/pigeon";
const SIGINT = 2;
const SIGWINCH = 28;
const terminal = { rows: 24, columns: 80 };

interface Pigeon {
  readonly capabilities?: Partial<TransportCapabilities>;
  readonly host?: FakeHostOptions;
  readonly state?: () => Promise<object>;
  readonly process?: Partial<SandboxProcess>;
}

/** An exec in the container `web` of a transport that is not built in. */
function prepare({ capabilities = {}, host: hostOptions, state, process }: Pigeon = {}) {
  const declared = { separateStderr: true, ...(state && { state: true }), ...capabilities };
  const events: unknown[] = [];
  const transport = {
    api: "1.0",
    id: "pigeon",
    capabilities: declared,
    async open(target: object) {
      events.push(["open", target]);
      return {
        ...(state && { state }),
        async execute(args: ExecArgs, _payload: object, options: object) {
          events.push(["execute", args, options]);
          const wait = async () => ({ kind: "exited", code: 3 });
          return { pid: 5, wait, signal: async () => undefined, resize: async () => undefined, ...process };
        },
        async [Symbol.asyncDispose]() {
          events.push(["dispose"]);
        },
      };
    },
  };
  const manifest = {
    api: "1.0",
    id: "pigeon",
    summary: "birds",
    module: "./loft.js",
    capabilities: declared,
  };
  const host = createFakeHost({
    ...hostOptions,
    files: {
      "/dev/null": "",
      [`${folder}/package.json`]: JSON.stringify({ name: "p", sallyport: { transport: manifest } }),
      [`${folder}/loft.js`]: "",
    },
  });
  const transportSources = {
    configuration: [],
    packageFolders: [],
    importModule: async () => ({ transport }),
  };
  const services = createRuntime(host, runtimeSettings({ transport: folder, transportSources }));
  const run = (options: Parameters<typeof execOptions>[0] = {}) => exec(services, execOptions(options));
  return { host, run, events };
}

const executed = (events: readonly unknown[]) =>
  events.find((event): event is [string, ExecArgs, object] => Array.isArray(event) && event[0] === "execute");

describe("an exec by a transport that is not built in", () => {
  it("gives it the id as it is, and tells how the command ended", async () => {
    const { run, events } = prepare();
    expect(await run()).toMatchObject({ containerId: "web", pid: 5, status: { kind: "exited", code: 3 } });
    expect(events.map((event) => (event as unknown[])[0])).toEqual(["open", "execute", "dispose"]);
    expect(events[0]).toMatchObject([
      "open",
      { container: { kind: "external", id: "web" }, options: undefined },
    ]);
  });

  it("takes what the request does not say from the process that the sandbox tells", async () => {
    const process = { cwd: "/home/bob", env: ["A=1"], user: { uid: 7, gid: 8 } };
    const { run, events } = prepare({ state: async () => ({ status: "running", process }) });
    await run();
    expect(executed(events)?.[1]).toMatchObject({ cwd: "/home/bob", env: ["A=1"], uid: 7, gid: 8 });
  });

  it("is not tried in a container that the sandbox tells is stopped", async () => {
    const { run } = prepare({ state: async () => ({ status: "stopped" }) });
    await expect(run()).rejects.toMatchObject({ code: "SALLYPORT_NOT_RUNNING" });
  });

  it("is refused before anything is opened when it asks for what is not declared", async () => {
    const { run, events } = prepare();
    const request = execRequest({ process: { ...execRequest().process, user: { uid: 5 } } as never });
    await expect(run({ request })).rejects.toMatchObject({
      code: "SALLYPORT_UNSUPPORTED",
      details: { transport: "pigeon", capability: "users", asked: "--user" },
    });
    expect(events).toEqual([]);
  });
});

describe("a signal to us", () => {
  /** Runs until it waits for the command, and delivers the signal. */
  async function interrupt(signals: TransportCapabilities["signals"]) {
    const delivered: unknown[] = [];
    let end: ((status: object) => void) | undefined;
    const prepared = prepare({
      capabilities: { signals },
      process: {
        wait: () => new Promise((resolve) => (end = resolve as typeof end)),
        signal: async (signal, target) => void delivered.push([signal, target]),
      },
    });
    const outcome = prepared.run().catch((error: unknown) => error);
    await vi.waitFor(() => expect(end).toBeDefined(), { timeout: 30_000 });
    prepared.host.fake.deliver(SIGINT);
    await new Promise((resolve) => setImmediate(resolve));
    end?.({ kind: "exited", code: 0 });
    return { delivered, outcome: await outcome };
  }

  it("goes to the command where any signal does", async () => {
    expect((await interrupt("any")).delivered).toEqual([[SIGINT, "process"]]);
  });

  it("kills the command where nothing less can be done", async () => {
    expect((await interrupt("kill")).delivered).toEqual([[9, "process"]]);
  });

  it("ends the exec where nothing can be done", async () => {
    const { delivered, outcome } = await interrupt("none");
    expect(isSallyportError(outcome) && outcome.code).toBe("SALLYPORT_INTERRUPTED");
    expect(delivered.filter((signal) => (signal as unknown[])[0] !== 9)).toEqual([]);
  });
});

describe("a terminal that the sandbox has by itself", () => {
  const request = execRequest({ process: { ...execRequest().process, terminal: true } as never });

  it("is shown on ours, which is in raw mode meanwhile, and has its size", async () => {
    const resized: unknown[] = [];
    let end: ((status: object) => void) | undefined;
    const { host, run, events } = prepare({
      capabilities: { tty: "emulated" },
      host: { terminal },
      process: {
        wait: () => new Promise((resolve) => (end = resolve as typeof end)),
        resize: async (size) => void resized.push(size),
      },
    });
    const former = host.terminals.mode(0);
    const outcome = run({ request });
    await vi.waitFor(() => expect(end).toBeDefined(), { timeout: 30_000 });
    expect(host.terminals.mode(0)).not.toEqual(former);
    expect(executed(events)?.[2]).toMatchObject({ terminalSize: terminal });
    host.terminals.setWindowSize(0, { rows: 30, columns: 100 });
    host.fake.deliver(SIGWINCH);
    await new Promise((resolve) => setImmediate(resolve));
    end?.({ kind: "exited", code: 0 });
    await outcome;
    expect(resized).toEqual([{ rows: 30, columns: 100 }]);
    expect(host.terminals.mode(0)).toEqual(former);
  });

  it("is refused where it has none, or another program is to have it", async () => {
    const none = prepare({ host: { terminal } });
    await expect(none.run({ request })).rejects.toMatchObject({ details: { capability: "tty" } });
    const emulated = prepare({ capabilities: { tty: "emulated" }, host: { terminal } });
    await expect(emulated.run({ request, consoleSocket: "/run/console" })).rejects.toMatchObject({
      message: expect.stringContaining("whose capability tty is emulated there, not native"),
    });
  });
});

import { isSallyportError, SallyportError, type WaitStatus } from "@sallyport/core";
import type { SandboxHandle, SandboxProcess, SandboxTransport } from "@sallyport/transport";
import { describe, expect, it } from "vitest";
import { conformanceCases, runConformance } from "../src/conformance/index.ts";
import { mockTarget } from "./mock-target.ts";

/** A transport that does something else than it should. */
interface Defect {
  readonly name: string;
  /** Cases that have to fail. */
  readonly found: readonly string[];
  /** They wait for something that never comes: time has to pass. */
  readonly hangs?: true;
  readonly handle?: (handle: SandboxHandle) => Partial<SandboxHandle>;
  readonly process?: (process: SandboxProcess, handle: SandboxHandle) => Partial<SandboxProcess>;
  /** What becomes of the arguments of execute. */
  readonly execute?: (
    ...args: Parameters<SandboxHandle["execute"]>
  ) => readonly [...Parameters<SandboxHandle["execute"]>];
}

const lost = (error: unknown): boolean => isSallyportError(error) && error.reason === "transport-lost";

const defects: readonly Defect[] = [
  {
    name: "tells an exit that it does not know",
    found: ["loss/wait", "loss/mid-stream"],
    process: (process) => ({
      wait: () => process.wait().catch((): WaitStatus => ({ kind: "exited", code: 0 })),
    }),
  },
  {
    name: "takes a signal for an exit status",
    found: ["exit/by-signal", "exit/every-signal", "signals/kill"],
    process: (process) => ({
      async wait() {
        const status = await process.wait();
        return status.kind === "exited" ? status : { kind: "exited", code: 128 + status.signal };
      },
    }),
  },
  {
    name: "cuts exit statuses to seven bits",
    found: ["exit/128", "exit/255", "exit/every-status"],
    process: (process) => ({
      async wait() {
        const status = await process.wait();
        return status.kind === "exited" ? { kind: "exited", code: status.code & 0x7f } : status;
      },
    }),
  },
  {
    name: "mixes the two output streams",
    found: ["output/stderr"],
    execute: (args, { hostFds, ...payload }, options) => [
      args,
      { ...payload, hostFds: hostFds.map((fd, index) => (index === 2 ? (hostFds[1] ?? fd) : fd)) },
      options,
    ],
  },
  {
    name: "drops empty arguments",
    found: ["arguments/byte-exact"],
    execute: (args, payload, options) => [
      { ...args, args: args.args.filter((word) => word !== "") },
      payload,
      options,
    ],
  },
  {
    name: "drops the environment",
    found: ["environment/byte-exact", "environment/of-one"],
    execute: (args, payload, options) => [{ ...args, env: [] }, payload, options],
  },
  {
    name: "runs everything as root",
    found: ["user/ids"],
    execute: (args, payload, options) => [{ ...args, uid: 0 }, payload, options],
  },
  {
    name: "takes every failed start for a lost connection",
    found: ["start/refused"],
    handle: (handle) => ({
      execute: (...args) =>
        handle.execute(...args).catch((error: unknown) => {
          if (lost(error)) throw error;
          throw new SallyportError("SALLYPORT_CONNECTION_LOST", "something failed");
        }),
    }),
  },
  {
    name: "takes a lost connection for a failed start",
    found: ["loss/start"],
    handle: (handle) => ({
      execute: (...args) =>
        handle.execute(...args).catch((error: unknown) => {
          throw new SallyportError("SALLYPORT_START_FAILED", String(error));
        }),
    }),
  },
  {
    name: "swallows signals",
    found: ["loss/signal"],
    process: (process) => ({
      signal: (...args) =>
        process.signal(...args).catch((error: unknown) => {
          if (!lost(error)) throw error;
        }),
    }),
  },
  {
    name: "tells that its container is paused",
    found: ["container/state"],
    handle: () => ({ state: async () => ({ status: "paused" }) }),
  },
  {
    name: "lists no processes",
    found: ["container/processes"],
    handle: () => ({ processes: async () => [] }),
  },
  {
    name: "ignores the size of a terminal",
    hangs: true,
    found: ["terminal/size"],
    execute: (args, payload) => [args, payload],
  },
];

function withDefect(transport: SandboxTransport, defect: Defect): SandboxTransport {
  return {
    ...transport,
    async open(...args) {
      const handle = await transport.open(...args);
      return {
        ...handle,
        async execute(...executeArgs) {
          const process = await handle.execute(...(defect.execute?.(...executeArgs) ?? executeArgs));
          return { ...process, ...defect.process?.(process, handle) };
        },
        ...defect.handle?.(handle),
      };
    },
  };
}

describe("the cases find out a transport that", () => {
  it.each(defects)("$name", async (defect) => {
    const sound = mockTarget({}, { clock: defect.hangs === true ? "automatic" : "manual" });
    const target = {
      ...sound,
      transport: withDefect(sound.transport, defect),
      async sacrifice() {
        const sacrifice = await sound.sacrifice?.();
        if (sacrifice === undefined) throw new Error("a mock can be sacrificed");
        return { ...sacrifice, transport: withDefect(sacrifice.transport, defect) };
      },
    };
    const cases = conformanceCases.filter(({ id }) => defect.found.includes(id));
    const report = await runConformance(target, { cases });
    expect(report.results.map(({ id, outcome }) => [id, outcome])).toEqual(
      cases.map(({ id }) => [id, "failed"]),
    );
    expect(report.failed).toBe(defect.found.length);
  });
});

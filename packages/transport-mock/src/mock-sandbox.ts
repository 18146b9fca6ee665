import type { SandboxTransport } from "@sallyport/transport";
import type { MockConnection } from "./mock-connection.ts";
import { createFaultList, type MockFault } from "./mock-fault.ts";
import type { MockCall, SandboxModel } from "./mock-model.ts";
import type { MockSandboxOptions } from "./mock-options.ts";
import { createMockTransport } from "./mock-transport.ts";
import { createProcessTable } from "./process-table.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** A sandbox in memory: what a test scripts, looks at, and breaks. */
export interface MockSandbox {
  /** Reaches it. */
  readonly transport: SandboxTransport;
  /** What its programs sleep by. */
  readonly clock: VirtualClock;
  /** What it was asked for, in order. */
  readonly calls: readonly MockCall[];
  /** What programs threw: a fault of the test, as a rule. */
  readonly failures: readonly unknown[];
  /** The processes that run, in order. */
  processes(): readonly { readonly pid: number; readonly args: readonly string[] }[];
  /** One more thing that goes wrong, behind those that were announced. */
  inject(fault: MockFault): void;
  /** Every connection ends; processes run on. */
  loseConnections(): void;
  /** It dies: every connection ends, and every process with nobody being told how. */
  die(): void;
}

const SIGKILL = 9;

/**
 * A sandbox in memory. The same calls, in the same order, have the same outcome: process ids count from 2, and time
 * passes when the test says so.
 *
 * @example
 * const sandbox = createMockSandbox({ programs: { greet: async ({ stdout }) => stdout.write("hello\n") } });
 */
export function createMockSandbox(options: MockSandboxOptions = {}): MockSandbox {
  const clock = createVirtualClock();
  const calls: MockCall[] = [];
  const failures: unknown[] = [];
  const faults = createFaultList(options.faults ?? []);
  const connections = new Set<MockConnection>();
  let bytesToDeath: number | undefined;

  const table = createProcessTable({
    sleep: (milliseconds) => clock.sleep(milliseconds),
    admit(bytes) {
      bytesToDeath ??= faults.take("output")?.after;
      return Math.min(bytes, bytesToDeath ?? bytes);
    },
    wrote(bytes) {
      if (bytesToDeath === undefined) return;
      bytesToDeath -= bytes;
      if (bytesToDeath === 0) die();
    },
    failed: (error) => void failures.push(error),
  });
  const sandbox: SandboxModel = {
    programs: options.programs ?? {},
    table,
    faults,
    connections,
    alive: true,
    record: (call) => void calls.push(call),
  };

  function loseConnections(): void {
    for (const connection of connections) connection.lose("EOF");
  }

  function die(): void {
    sandbox.alive = false;
    loseConnections();
    for (const process of table.running())
      process.end({ kind: "signaled", signal: SIGKILL, coreDumped: false });
  }

  return {
    transport: createMockTransport(sandbox, options),
    clock,
    calls,
    failures,
    processes: () => table.running().map(({ pid, args }) => ({ pid, args: args.args })),
    inject: (fault) => faults.add(fault),
    loseConnections,
    die,
  };
}

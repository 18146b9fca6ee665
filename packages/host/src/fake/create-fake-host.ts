import type { Host } from "../port/host.ts";
import { createFakeClock } from "./fake-clock.ts";
import type { FakeControl, ReplacementRecord, SpawnRecord } from "./fake-control.ts";
import type { FakeHostOptions } from "./fake-host-options.ts";
import type { FakeProcess } from "./fake-process.ts";
import { locate } from "./file-tree.ts";
import { createKernel } from "./kernel.ts";
import { populate } from "./populate.ts";
import type { ProcessHooks } from "./process-calls.ts";
import { runProgram } from "./run-program.ts";
import { createStandardStreams } from "./standard-streams.ts";
import { startProcess } from "./start-process.ts";
import { decodeUtf8 } from "./utf8.ts";

export type { FakeControl, ReplacementRecord, SpawnRecord } from "./fake-control.ts";
export type { FakeHostOptions } from "./fake-host-options.ts";
export type { FakeProgram, FakeProgramContext } from "./fake-program.ts";
export type { FakeTerminal } from "./terminal.ts";

export type FakeHost = Host & { readonly fake: FakeControl };

/**
 * An operating system in memory, on which the whole port works. A call that would block for ever fails with errno
 * EDEADLK instead.
 *
 * @example
 * const host = createFakeHost({ files: { "/run/x/state.json": "{}" } });
 * readText(host, "/run/x/state.json");
 */
export function createFakeHost(options: FakeHostOptions = {}): FakeHost {
  const kernel = createKernel({
    idle: options.processes ?? [],
    programs: options.programs ?? {},
    clock: createFakeClock(options.clock === "automatic"),
    startTime: options.now ?? Date.UTC(2026, 0, 1),
    firstPid: options.pid ?? 100,
  });
  populate(kernel.root, options);
  const signalsSent: { pid: number; signal: number }[] = [];
  const spawned: SpawnRecord[] = [];
  let replacement: ReplacementRecord | undefined;

  const hooksOf = (self: () => FakeProcess): ProcessHooks => ({
    start({ files, ...record }) {
      spawned.push(record);
      const child: FakeProcess = runProgram(
        kernel,
        self(),
        { files, ...record },
        hooksOf(() => child),
      );
      return child;
    },
    signalSent: (pid, signal) => void signalsSent.push({ pid, signal }),
    replaced(executable, argv, environment) {
      const fds = [...self().descriptors].filter(([, { closeOnExec }]) => !closeOnExec).map(([fd]) => fd);
      replacement = { executable, argv, environment, fds };
      throw new Error(`this program was replaced by ${executable}`);
    },
  });

  const streams = createStandardStreams(options, () => kernel.changed());
  const { process, host } = startProcess(
    kernel,
    {
      pid: options.pid ?? 100,
      parentPid: options.parentPid ?? 1,
      effectiveUid: options.effectiveUid ?? 0,
      umask: options.umask ?? 0o022,
      workingDirectory: options.workingDirectory ?? "/",
      argv: options.argv ?? ["sallyport"],
      self: options.self ?? ["/usr/bin/sallyport"],
      environment: options.environment ?? {},
      files: streams.files,
    },
    hooksOf(() => process),
  );
  return {
    ...host,
    fake: {
      output: (fd) => streams.output(fd),
      terminal: streams.terminal,
      advance: (milliseconds) => kernel.clock.advance(milliseconds),
      deliver: (signal) => process.loop.deliver(signal),
      signalsSent,
      spawned,
      get replacement() {
        return replacement;
      },
      get dumpable() {
        return process.dumpable;
      },
      datagrams: (path) => (locate(kernel.root, "/", path, true).inode?.datagrams ?? []).map(decodeUtf8),
      openDescriptors: () => [...process.descriptors.keys()].toSorted((a, b) => a - b),
    },
  };
}

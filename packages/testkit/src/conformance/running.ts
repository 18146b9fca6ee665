import { hasErrno } from "@sallyport/core";
import type { Host, WindowSize } from "@sallyport/host";
import type { SandboxProcess, TransportCapabilities } from "@sallyport/transport";
import type { Running } from "./conformance-case.ts";
import { collectOutput } from "./output.ts";

const SIGWINCH = 28;
/** A pipe that is ready takes that much without blocking (PIPE_BUF, pipe(7)). */
const writeSize = 4096;

/** Our ends of a process's streams. For a terminal all of them are its master. */
export interface OwnEnds {
  readonly input: number | undefined;
  readonly stdout: number;
  readonly stderr: number | undefined;
}

export interface StreamsOfProcess extends Omit<Running, "process" | "finish" | "resize"> {
  /** Closes what is open. */
  dispose(): void;
}

export function openOwnEnds(host: Host, { input, stdout, stderr }: OwnEnds): StreamsOfProcess {
  let inputOpen = input !== undefined;
  const out = collectOutput(host, stdout);
  const none = { bytes: () => new Uint8Array(), text: () => "", readNow: () => new Uint8Array() };
  const err =
    stderr === undefined
      ? { ...none, shows: async () => undefined, close: () => undefined, ended: Promise.resolve() }
      : collectOutput(host, stderr);
  function endInput(): void {
    if (inputOpen && input !== undefined) host.descriptors.close(input);
    inputOpen = false;
  }
  return {
    stdout: out,
    stderr: err,
    endInput,
    async write(data) {
      if (input === undefined) throw new Error("it has no standard input");
      let rest = typeof data === "string" ? host.text.encode(data) : data;
      while (rest.length > 0) {
        await host.descriptors.wait(input, "writable").ready;
        try {
          rest = rest.subarray(host.descriptors.write(input, rest.subarray(0, writeSize)));
        } catch (error) {
          if (!hasErrno(error, "EAGAIN")) throw error;
        }
      }
    },
    dispose() {
      endInput();
      out.close();
      err.close();
    },
  };
}

export function createRunning(
  host: Host,
  capabilities: TransportCapabilities,
  process: SandboxProcess,
  streams: StreamsOfProcess,
  master: number | undefined,
): Running {
  return {
    ...streams,
    process,
    async finish() {
      const status = await process.wait();
      // A terminal has no end while its master is open here, and all that was written is in it by now.
      if (master === undefined) await Promise.all([streams.stdout.ended, streams.stderr.ended]);
      else streams.stdout.readNow();
      return { status, stdout: streams.stdout.bytes(), stderr: streams.stderr.bytes() };
    },
    async resize(size: WindowSize) {
      if (capabilities.tty === "emulated") return process.resize?.(size);
      if (master === undefined) throw new Error("it has no terminal");
      host.terminals.setWindowSize(master, size);
      return process.signal(SIGWINCH, "foreground");
    },
  };
}

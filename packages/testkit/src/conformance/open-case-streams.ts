import type { FdMapping } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { StartOptions } from "./conformance-case.ts";
import { openOwnEnds, type StreamsOfProcess } from "./running.ts";

export interface CaseStreams {
  /** What the process gets as 0, 1 and 2. */
  readonly theirs: readonly FdMapping[];
  readonly own: StreamsOfProcess;
  /** Of its terminal. */
  readonly master: number | undefined;
  /** To be called once the sandbox has its own copies. */
  release(): void;
}

/** Pipes, or a terminal. */
export function openCaseStreams(host: Host, { terminal, merged = false }: StartOptions): CaseStreams {
  return terminal === undefined ? openPipes(host, merged) : openTerminal(host, terminal);
}

function openPipes(host: Host, merged: boolean): CaseStreams {
  const [input, output] = [host.descriptors.pipe(), host.descriptors.pipe()];
  const errors = merged ? undefined : host.descriptors.pipe();
  host.descriptors.setNonBlocking(input.write, true);
  const theirs = [input.read, output.write, errors?.write ?? output.write];
  return {
    theirs: theirs.map((fd, guest) => ({ host: fd, guest })),
    own: openOwnEnds(host, { input: input.write, stdout: output.read, stderr: errors?.read }),
    master: undefined,
    release: () => closeAll(host, new Set(theirs)),
  };
}

function openTerminal(host: Host, size: NonNullable<StartOptions["terminal"]>): CaseStreams {
  const { master, replica } = host.terminals.openPty();
  host.terminals.setWindowSize(master, size);
  host.descriptors.setNonBlocking(master, true);
  const own = openOwnEnds(host, {
    input: host.descriptors.duplicate(master),
    stdout: host.descriptors.duplicate(master),
    stderr: undefined,
  });
  let open = true;
  return {
    theirs: [0, 1, 2].map((guest) => ({ host: replica, guest })),
    own: {
      ...own,
      dispose() {
        own.dispose();
        if (open) host.descriptors.close(master);
        open = false;
      },
    },
    master,
    release: () => closeAll(host, new Set([replica])),
  };
}

function closeAll(host: Host, fds: Iterable<number>): void {
  for (const fd of fds) host.descriptors.close(fd);
}

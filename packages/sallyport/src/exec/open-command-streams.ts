import type { Host } from "@sallyport/host";
import type { ContainerTerminal, TransportCapabilities } from "@sallyport/transport";
import type { ExecOptions, TerminalSize } from "../exec-options.ts";
import type { CommandStreams } from "../streams/command-streams.ts";
import type { ReadPipe } from "../streams/open-output.ts";
import { openStreams } from "../streams/open-streams.ts";
import { openTerminal, terminalStreams } from "../streams/open-terminal.ts";

const defaultSize: TerminalSize = { cols: 80, rows: 24 };

export interface StreamsRequest {
  readonly options: ExecOptions;
  readonly readPipe: ReadPipe;
  /** The path of the waiter's program. */
  readonly waiter: () => string;
  /** Whose terminal a command has that asks for one: of this host, or of its sandbox. */
  readonly tty: TransportCapabilities["tty"];
  /** One of the container's own, where its transport opens it. */
  readonly pty: ContainerTerminal | undefined;
  /** Takes a signal to the foreground processes of the command's terminal; settles when they have it. */
  readonly deliver: (signal: number) => Promise<void>;
}

/** The size of the terminal that is asked for; undefined for none. */
export function terminalSize({ tty = false }: ExecOptions): TerminalSize | undefined {
  if (tty === false) return undefined;
  return tty === true ? defaultSize : tty;
}

/** @throws SallyportError SALLYPORT_USAGE for streams that a command with a terminal cannot have */
export function checkTerminalStreams({ tty = false, stdin = "pipe", stdout = "pipe" }: ExecOptions): void {
  if (tty !== false) terminalStreams({ stdin, stdout });
}

/** The command's streams, with a terminal or without. */
export function openCommandStreams(host: Host, request: StreamsRequest): CommandStreams {
  const { options, deliver, pty, readPipe, waiter } = request;
  const { stdout = "pipe", maxOutputBytes = Number.POSITIVE_INFINITY } = options;
  const size = terminalSize(options);
  if (size === undefined) {
    const { stdin = "ignore", stderr = "pipe" } = options;
    return openStreams(host, { stdin, stdout, stderr, maxOutputBytes, readPipe, waiter });
  }
  const { stdin = "pipe" } = options;
  if (request.tty === "native") {
    return openTerminal(host, { size, pty, stdin, stdout, maxOutputBytes, readPipe, deliver });
  }
  const streams = openStreams(host, { stdin, stdout, stderr: "stdout", maxOutputBytes, readPipe, waiter });
  // Its size is the sandbox's concern.
  return { ...streams, resize: async () => undefined };
}

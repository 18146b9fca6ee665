import type { Writable } from "node:stream";
import type { WritableStream } from "node:stream/web";
import { openPipe, openPrivately, startPump } from "@sallyport/console";
import type { Host } from "@sallyport/host";
import type { FileTarget, OutputOption } from "../stdio-options.ts";
import type { OutputStream } from "../stream-types.ts";
import { isCopied } from "./is-copied.ts";
import { type ByteLimit, createByteLimit, type LimitBytes } from "./limit-bytes.ts";
import type { OutputReader } from "./output-reader.ts";
import { readIntoWebStream, readIntoWritable } from "./stream-sinks.ts";

export type OutputName = "stdout" | "stderr";

export interface PipeReader {
  readonly reader: Pick<OutputReader, "ended" | "stop"> & { catchUp(): void | Promise<void> };
  /** For whoever asked for a pipe. */
  readonly stream: OutputStream | null;
}

/** Takes what comes out of a pipe that the caller asked for. */
export type ReadPipe = (name: OutputName, fd: number, limit: LimitBytes) => PipeReader;

/** One output of a command. */
export interface OpenedOutput extends Partial<PipeReader> {
  /** What the sandbox gets; the caller closes it. */
  readonly given: number;
  readonly limit?: ByteLimit;
}

export interface OutputOptions {
  /** Bytes that are kept of each pipe. */
  readonly maxOutputBytes: number;
  readonly readPipe: ReadPipe;
}

export function openOutput(
  host: Host,
  name: OutputName,
  option: OutputOption,
  options: OutputOptions,
): OpenedOutput {
  if (option === "ignore") return { given: host.files.open("/dev/null", { access: "write" }) };
  if (typeof option === "number") return openDescriptor(host, option, name);
  if (option !== "pipe" && "file" in option) return { given: openFile(host, option) };
  const { read, write: given } = openPipe(host);
  return { given, ...readOutput(host, name, read, option, options) };
}

/** Reads what the command writes, wherever that is to go. */
export function readOutput(
  host: Host,
  name: OutputName,
  fd: number,
  option: "pipe" | Writable | WritableStream<Uint8Array>,
  { maxOutputBytes, readPipe }: OutputOptions,
): PipeReader & { readonly limit: ByteLimit } {
  host.descriptors.setNonBlocking(fd, true);
  const limit = createByteLimit(maxOutputBytes);
  if (option === "pipe") return { ...readPipe(name, fd, limit.wrap), limit };
  const reader =
    "getWriter" in option
      ? readIntoWebStream(host, fd, option, limit.wrap)
      : readIntoWritable(host, fd, option, limit.wrap);
  return { reader, stream: null, limit };
}

/** O_APPEND: a sandbox writes at an offset of its own otherwise. Non-blocking: a named pipe would hold up this process. */
function openFile(host: Host, { file, append = false }: FileTarget): number {
  const flags = {
    access: "write",
    create: true,
    append: true,
    truncate: !append,
    nonBlocking: true,
  } as const;
  return host.files.open(file, flags, 0o666);
}

function openDescriptor(host: Host, fd: number, name: OutputName): OpenedOutput {
  if (!isCopied(host, fd, name)) {
    return { given: openPrivately(host, fd, { access: "write", nonBlocking: false }) };
  }
  const { read, write: given } = openPipe(host);
  host.descriptors.setNonBlocking(read, true);
  const pump = startPump(host, read, fd, read);
  const reader = { ended: pump.finished, stop: () => pump.stop(), catchUp: () => pump.catchUp() };
  return { given, reader, stream: null };
}

import { openPipe, openPrivately } from "@sallyport/console";
import type { Host } from "@sallyport/host";
import type { StdinOption } from "../stdio-options.ts";
import type { InputStream } from "../stream-types.ts";
import { isCopied } from "./is-copied.ts";
import { startFeed } from "./feed.ts";
import { feedDescriptor } from "./feed-descriptor.ts";
import { createInputStream } from "./input-stream.ts";

/** Standard input of a command. */
export interface OpenedInput {
  /** What the sandbox gets; the caller closes it. */
  readonly given: number;
  /** For whoever asked for a pipe. */
  readonly stream: InputStream | null;
  /** Settles with the reason when the source of the input has failed. */
  readonly failed?: Promise<unknown>;
  /** Ends the input at once; settles when nothing is done to its source any more. */
  close(): void | Promise<void>;
}

const nothing = (): void => undefined;

/** @param waiter gives the path of the program that moves what a file or socket holds */
export function openInput(host: Host, option: StdinOption, waiter: () => string): OpenedInput {
  if (option === "ignore") return openFile(host, "/dev/null");
  if (typeof option === "number") return openDescriptor(host, option, waiter);
  if (option !== "pipe" && "file" in option) return openFile(host, option.file);
  const { read: given, write } = openPipe(host);
  host.descriptors.setNonBlocking(write, true);
  if (!(option instanceof Uint8Array)) {
    return { given, ...feedInput(createInputStream(host, write), option) };
  }
  // What fits into the pipe needs nobody to write it.
  const rest = option.subarray(option.length === 0 ? 0 : host.descriptors.write(write, option));
  return { given, ...feedInput(createInputStream(host, write), rest) };
}

/** Connects a stream that the command reads with its source. */
export function feedInput(
  stream: InputStream,
  option: Exclude<StdinOption, number | "ignore" | { readonly file: string }>,
): Omit<OpenedInput, "given"> {
  if (option === "pipe") return { stream, close: () => void stream.destroy() };
  if (option instanceof Uint8Array) {
    stream.end(option);
    return { stream: null, close: () => void stream.destroy() };
  }
  const feed = startFeed(option, stream);
  return {
    stream: null,
    failed: feed.failed,
    close() {
      feed[Symbol.dispose]();
      stream.destroy();
    },
  };
}

/** Non-blocking: a named pipe would hold up this process until somebody writes to it. */
function openFile(host: Host, path: string): OpenedInput {
  return {
    given: host.files.open(path, { access: "read", nonBlocking: true }),
    stream: null,
    close: nothing,
  };
}

function openDescriptor(host: Host, fd: number, waiter: () => string): OpenedInput {
  if (isCopied(host, fd, "stdin")) return feedDescriptor(host, fd, waiter());
  return {
    given: openPrivately(host, fd, { access: "read", nonBlocking: false }),
    stream: null,
    close: nothing,
  };
}

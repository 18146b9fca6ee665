import { Readable, type Writable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { fieldMessage, SallyportError } from "@sallyport/core";

type FeedSource = Readable | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/** A source of bytes that is copied to the command. */
export interface Feed extends Disposable {
  /** Settles with the reason when the source has failed; never otherwise. */
  readonly failed: Promise<unknown>;
}

const nothing = (): void => undefined;

/** Lets a source fail before it is fed to anybody: who feeds it then learns of that. */
export function expectFailure(source: unknown): Disposable {
  if (!(source instanceof Readable)) return { [Symbol.dispose]: nothing };
  source.on("error", nothing);
  return { [Symbol.dispose]: () => void source.off("error", nothing) };
}

/** Fails at any other chunk, which a stream would throw at nobody who could catch it. */
function checked(source: AsyncIterable<Uint8Array | string>): AsyncIterable<Uint8Array | string> {
  return {
    [Symbol.asyncIterator]() {
      const chunks = source[Symbol.asyncIterator]();
      return {
        async next() {
          const result = await chunks.next();
          if (result.done !== true) checkChunk(result.value);
          return result;
        },
        return: async () => (await chunks.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}

function checkChunk(chunk: unknown): void {
  if (typeof chunk === "string" || chunk instanceof Uint8Array) return;
  throw new SallyportError("SALLYPORT_USAGE", fieldMessage("stdin: a chunk", chunk, "bytes or text"));
}

function readableOf(source: FeedSource): Readable {
  if (source instanceof Readable) return source;
  return "getReader" in source ? Readable.fromWeb(source) : Readable.from(checked(source));
}

/** Copies a source into a stream, which is ended with it. Disposing of it takes nothing more from the source. */
export function startFeed(source: FeedSource, target: Writable): Feed {
  const own = !(source instanceof Readable);
  const readable = readableOf(source);
  let forget = nothing;
  const failed = new Promise<unknown>((resolve) => {
    const fail = (error: unknown): void => resolve(error);
    // A stream that is destroyed without an error ends nowhere: its reader would take that for the end.
    const close = (): void => {
      if (!readable.readableEnded)
        resolve(readable.errored ?? new Error("the stream was closed before its end"));
    };
    if (readable.destroyed) return close();
    readable.on("error", fail).on("close", close);
    forget = () => void readable.off("error", fail).off("close", close);
  });
  // What goes wrong once it is destroyed is nobody's concern any more.
  if (own) readable.on("error", nothing);
  readable.pipe(target);
  return {
    failed,
    [Symbol.dispose]() {
      forget();
      readable.unpipe(target);
      if (own) readable.destroy();
    },
  };
}

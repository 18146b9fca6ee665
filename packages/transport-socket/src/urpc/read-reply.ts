import { createJsonValueScanner } from "@sallyport/core";
import { connectionLost } from "./connection-lost.ts";
import { protocolError } from "./protocol-error.ts";

/** Bytes of a reply at most; the largest real ones, process lists and dumps, stay below one MiB. */
const maximumReplySize = 64 * 1024 * 1024;
/** Most replies are short. */
const readSize = 4 * 1024;
const openBrace = 0x7b;
const closingBrace = 0x7d;
const jsonWhitespace = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Fills the start of the buffer and says with how many bytes; 0 at the end of the stream. */
export type ReadBytes = (buffer: Uint8Array) => Promise<number>;

/**
 * The bytes of one reply. Nothing delimits it but its own closing brace; what follows that is not ours.
 *
 * @throws SallyportError SALLYPORT_CONNECTION_LOST when the stream ends early, SALLYPORT_PROTOCOL when it is no
 * JSON object or too large.
 */
export async function readReply(
  method: string,
  read: ReadBytes,
  maximumSize: number = maximumReplySize,
): Promise<Uint8Array> {
  const scanner = createJsonValueScanner();
  const buffer = new Uint8Array(readSize);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let begun = false;
  for (;;) {
    const count = await read(buffer);
    if (count === 0) throw connectionLost(method, "EOF");
    const chunk = buffer.slice(0, count);
    const end = size === 0 && isWholeObject(chunk) ? count : scanner.push(chunk);
    if (!begun) begun = checkBeginning(method, chunk);
    const part = end === undefined ? chunk : chunk.subarray(0, end);
    size += part.length;
    if (size > maximumSize) throw protocolError(method, `larger than ${maximumSize} bytes`);
    chunks.push(part);
    if (end !== undefined) return concatenate(chunks, size);
  }
}

/** Most replies are short and come in one piece: to parse one is much quicker than to follow it byte by byte. */
function isWholeObject(chunk: Uint8Array): boolean {
  if (chunk.length > 256 || chunk[chunk.length - 1] !== closingBrace) return false;
  try {
    // Whatever characters the bytes beyond ASCII are taken for: none of them is syntax.
    JSON.parse(String.fromCharCode(...chunk));
    return true;
  } catch {
    return false;
  }
}

/** False while only white space has come. Other than an object, nothing may ever show where it ends. */
function checkBeginning(method: string, chunk: Uint8Array): boolean {
  const first = chunk.find((byte) => !jsonWhitespace.has(byte));
  if (first === undefined || first === openBrace) return first !== undefined;
  throw protocolError(method, `begins with byte 0x${first.toString(16).padStart(2, "0")}, not with "{"`);
}

function concatenate(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

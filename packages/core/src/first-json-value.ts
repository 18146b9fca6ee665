import { createJsonValueTracker } from "./json-value-tracker.ts";
import { printable } from "./printable.ts";
import { SallyportError } from "./sallyport-error.ts";

/**
 * The first JSON value of a process file; what comes after it is ignored, as by gVisor. Throws
 * SALLYPORT_INVALID_PROCESS with Go's `EOF` for no value, `unexpected EOF` for half of one, and otherwise with
 * the words of the engine's JSON parser.
 */
export function parseFirstJsonValue(text: string): unknown {
  const { end, outcome } = findFirstValue(text);
  if (outcome === "empty") throw new SallyportError("SALLYPORT_INVALID_PROCESS", "EOF");
  if (outcome === "truncated") throw new SallyportError("SALLYPORT_INVALID_PROCESS", "unexpected EOF");
  try {
    return JSON.parse(text.slice(0, end));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new SallyportError("SALLYPORT_INVALID_PROCESS", lowerFirst(printable(message)), { cause: error });
  }
}

function findFirstValue(text: string) {
  const tracker = createJsonValueTracker();
  for (let index = 0; index < text.length; index++) {
    const position = tracker.next(text.charCodeAt(index));
    if (position === "inside") continue;
    return { end: position === "ends-after" ? index + 1 : index, outcome: tracker.finish() };
  }
  return { end: text.length, outcome: tracker.finish() };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

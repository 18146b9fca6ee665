/** Where the value's end lies, seen from the character just given. */
type JsonValuePosition = "inside" | "ends-before" | "ends-after";

/**
 * What the input held when it ended. `malformed`: a bracket was closed by the wrong one, or nesting is too deep;
 * `complete` says only that brackets and quotes match, so the text is still to be parsed.
 */
export type JsonValueOutcome = "empty" | "truncated" | "complete" | "malformed";

export interface JsonValueTracker {
  /** Takes the next byte or UTF-16 unit. Once it said that the value has ended, it must not be called again. */
  next(code: number): JsonValuePosition;
  /** The outcome if no more input comes; a number or literal at the very end is complete. */
  finish(): JsonValueOutcome;
}

/** As in Go's encoding/json: deeper nesting is refused. */
export const maximumJsonDepth = 10_000;

const quote = 0x22;
const backslash = 0x5c;
const openers: Readonly<Record<number, number>> = { 0x5b: 0x5d, 0x7b: 0x7d };
const punctuation = new Set([0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d]);

/**
 * Follows brackets and quotes of the first JSON value in a stream, one character at a time, without recursion
 * and with one number of memory per level of nesting. A malformed value ends after the offending character.
 */
export function createJsonValueTracker(): JsonValueTracker {
  const closers: number[] = [];
  let phase: "leading" | "scalar" | "structure" | "string" | "escape" | "complete" | "malformed" = "leading";

  function end(outcome: "complete" | "malformed", position: JsonValuePosition): JsonValuePosition {
    phase = outcome;
    return position;
  }

  function start(code: number): JsonValuePosition {
    if (isJsonWhitespace(code)) return "inside";
    if (code === quote || punctuation.has(code)) return structure(code);
    phase = "scalar";
    return "inside";
  }

  function structure(code: number): JsonValuePosition {
    if (code === quote) {
      phase = "string";
      return "inside";
    }
    const closer = openers[code];
    if (closer !== undefined) {
      phase = "structure";
      return closers.push(closer) > maximumJsonDepth ? end("malformed", "ends-after") : "inside";
    }
    if (closers.length === 0) return end("malformed", "ends-after");
    if (code !== 0x5d && code !== 0x7d) return "inside";
    if (closers.pop() !== code) return end("malformed", "ends-after");
    return closers.length === 0 ? end("complete", "ends-after") : "inside";
  }

  function string(code: number): JsonValuePosition {
    if (code === backslash) phase = "escape";
    if (code !== quote) return "inside";
    phase = "structure";
    return closers.length === 0 ? end("complete", "ends-after") : "inside";
  }

  return {
    next(code) {
      switch (phase) {
        case "string":
          return string(code);
        case "escape":
          phase = "string";
          return "inside";
        case "structure":
          return structure(code);
        case "leading":
          return start(code);
        case "scalar":
          return isDelimiter(code) ? end("complete", "ends-before") : "inside";
        default:
          return "ends-before";
      }
    },
    finish() {
      if (phase === "leading") return "empty";
      if (phase === "scalar") return "complete";
      return phase === "complete" || phase === "malformed" ? phase : "truncated";
    },
  };
}

function isJsonWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isDelimiter(code: number): boolean {
  return isJsonWhitespace(code) || code === quote || punctuation.has(code);
}

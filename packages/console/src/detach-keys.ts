import { quoted, SallyportError } from "@sallyport/core";

export const defaultDetachKeys = "ctrl-p,ctrl-q";

const letter = /^[\x20-\x7e]$/;
const controlKey = /^ctrl-([a-z@[\\\]^_])$/i;

/**
 * The bytes of a key sequence written as docker and podman write it: `a`, `ctrl-x`, separated by commas; empty for
 * none. Throws SALLYPORT_USAGE.
 */
export function parseDetachKeys(text: string): Uint8Array {
  if (text === "") return new Uint8Array(0);
  return Uint8Array.from(text.split(","), (key) => keyCode(key, text));
}

function keyCode(key: string, text: string): number {
  const [, controlled] = controlKey.exec(key) ?? [];
  if (controlled !== undefined) return controlled.toUpperCase().charCodeAt(0) & 0x1f;
  if (letter.test(key)) return key.charCodeAt(0);
  throw new SallyportError("SALLYPORT_USAGE", `detach keys ${quoted(text)}: ${quoted(key)} is no key`, {
    hint: "keys are single characters or ctrl-a to ctrl-z, ctrl-@ [ \\ ] ^ _, separated by commas",
  });
}

/** What typed bytes mean: those to pass on, and whether the sequence was complete. */
export interface TypedBytes {
  readonly bytes: Uint8Array;
  readonly detached: boolean;
}

/** Watches typed bytes for the sequence. Bytes that may begin it are held back until it is clear that they do not. */
export function createDetachKeyWatch(keys: Uint8Array): (typed: Uint8Array) => TypedBytes {
  let matched = 0;
  return (typed) => {
    if (keys.length === 0) return { bytes: typed, detached: false };
    const passed: number[] = [];
    for (const byte of typed) {
      const candidate = [...keys.subarray(0, matched), byte];
      matched = longestBeginning(keys, candidate);
      passed.push(...candidate.slice(0, candidate.length - matched));
      if (matched === keys.length) return { bytes: Uint8Array.from(passed), detached: true };
    }
    return { bytes: Uint8Array.from(passed), detached: false };
  };
}

/** How many of the last bytes are the first of the keys. */
function longestBeginning(keys: Uint8Array, bytes: readonly number[]): number {
  for (let length = Math.min(bytes.length, keys.length); length > 0; length -= 1) {
    const end = bytes.slice(bytes.length - length);
    if (end.every((byte, index) => byte === keys[index])) return length;
  }
  return 0;
}

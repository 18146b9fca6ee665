import type { Text } from "../port/text.ts";

const ERANGE = 34;
const pathMaximum = 4096;

/** Text from a call that fills a buffer, in a buffer that is large enough for it; or its negative errno. */
export function filledText(text: Text, call: (out: Uint8Array) => number): string | number {
  for (let size = pathMaximum + 1; ; size *= 2) {
    const out = new Uint8Array(size);
    const length = call(out);
    if (length === size || length === -ERANGE) {
      continue;
    }
    return length < 0 ? length : text.decode(out.subarray(0, length));
  }
}

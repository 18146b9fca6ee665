const replacement = "\uFFFD";

export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const valid = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (valid < 0x80) {
      bytes.push(valid);
    } else if (valid < 0x800) {
      bytes.push(0xc0 | (valid >> 6), continuation(valid));
    } else if (valid < 0x10000) {
      bytes.push(0xe0 | (valid >> 12), continuation(valid >> 6), continuation(valid));
    } else {
      bytes.push(
        0xf0 | (valid >> 18),
        continuation(valid >> 12),
        continuation(valid >> 6),
        continuation(valid),
      );
    }
  }
  return Uint8Array.from(bytes);
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

/** As the Encoding Standard: each longest beginning of a sequence that goes wrong is one U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const text: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const { length, point } = decodeAt(bytes, at);
    text.push(point === undefined ? replacement : String.fromCodePoint(point));
    at += length;
  }
  return text.join("");
}

function decodeAt(bytes: Uint8Array, at: number): { length: number; point: number | undefined } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) {
    return { length: 1, point: first };
  }
  const following = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4) {
    return { length: 1, point: undefined };
  }
  let point = first & (0x3f >> following);
  for (let index = 1; index <= following; index++) {
    const byte = bytes[at + index] ?? 0;
    const [lowest, highest] = index === 1 ? secondByteRange(first) : [0x80, 0xbf];
    if (byte < lowest || byte > highest) {
      return { length: index, point: undefined };
    }
    point = (point << 6) | (byte & 0x3f);
  }
  return { length: following + 1, point };
}

/** Leaves out overlong forms, surrogates, and what lies beyond U+10FFFF. */
function secondByteRange(first: number): readonly [number, number] {
  switch (first) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return [0x80, 0xbf];
  }
}

const shortEscapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** Nearly all that there is: to look for what is not printable takes many times as long. */
const plain = /^[ -~]*$/;

/** Controls, invisible and direction-changing characters, line separators, halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * One line of text that cannot move the cursor or reorder what is printed around it: what is not printable
 * becomes an escape in the form of Go's `%q` (`\n`, `\x1b`, `\u202e`). Backslashes stay as they are.
 */
export function printable(text: string): string {
  return plain.test(text) ? text : text.replace(unprintable, escaped);
}

/** `text` in double quotes like Go's `%q`; `maximum` is in UTF-16 units, what is beyond it becomes `...`. */
export function quoted(text: string, maximum = 200): string {
  const short = text.length > maximum ? `${text.slice(0, maximum)}...` : text;
  return `"${printable(short.replace(/["\\]/g, "\\$&"))}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  if (code < 0x80) return `\\x${hex.padStart(2, "0")}`;
  return code > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}

const named: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  '"': '\\"',
  "\\": "\\\\",
};

const printable = /^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u;

function escape(character: string): string {
  const known = named[character];
  if (known !== undefined) return known;
  if (printable.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}

/** A string as Go's `%q` prints it (strconv.Quote): gVisor's messages are made with it. */
export function quote(text: string): string {
  return `"${Array.from(text, escape).join("")}"`;
}

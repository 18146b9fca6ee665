/** A piece of TypeScript in documentation. */
export interface Example {
  /** Of its first line in the file. */
  readonly line: number;
  readonly code: string;
}

/** The blocks of a Markdown file that are marked `ts`. */
export function markdownExamples(text: string): Example[] {
  return matches(text, /^```ts\n(.*?)^```$/gms, (code) => code);
}

/** What follows `@example` in the docstrings of a TypeScript file, up to the next tag. */
export function docstringExamples(text: string): Example[] {
  return matches(text, /@example\n((?: *\*(?!\/)(?! @).*\n)+)/g, withoutStars);
}

function withoutStars(code: string): string {
  return code.replaceAll(/^ *\* ?/gm, "");
}

function matches(text: string, pattern: RegExp, clean: (code: string) => string): Example[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, code = ""] = match;
    const start = match.index + whole.indexOf(code);
    return { line: text.slice(0, start).split("\n").length, code: clean(code) };
  });
}

/**
 * A help text out of paragraphs, each of lines that are joined: whoever prints it wraps it. A paragraph that is
 * indented, such as an example, stays as it is.
 */
export function paragraphs(...texts: readonly (readonly string[])[]): string {
  return texts.map((lines) => lines.join(" ")).join("\n\n");
}

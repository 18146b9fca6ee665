import { printable } from "@sallyport/core";

const gap = 3;
const narrowest = 10;

/** Columns padded to their widest cell, the last one as it is; control characters made visible. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows.map((row) => row.map(printable))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)) + gap);
  return lines
    .map((line) => {
      const cells = line.map((cell, column) =>
        column === head.length - 1 ? cell : cell.padEnd(Math.max(widths[column] ?? 0, narrowest)),
      );
      return `${cells.join("")}\n`;
    })
    .join("");
}

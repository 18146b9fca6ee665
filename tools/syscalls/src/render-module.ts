import { formatNames } from "./format-names.ts";

/** The system calls of each ABI by name; x32's numbers are without its bit. */
export type SyscallTables = Readonly<Record<string, ReadonlyMap<string, number>>>;

export function renderModule(tables: SyscallTables, source: string): string {
  const lists = Object.entries(tables).map(
    ([abi, numbers]) => `  ${abi}: \`${wrap(formatNames(numbers))}\`,`,
  );
  return [
    `// Made by \`pnpm syscalls\` from ${source}: do not edit.`,
    "",
    "/** The system calls of each ABI in the order of their numbers; x32's are without its bit. See list-syscalls.ts. */",
    "export const syscallNames = {",
    ...lists,
    "} as const;",
    "",
  ].join("\n");
}

function wrap(text: string): string {
  return text.replaceAll(/(.{80,}?) /g, "$1\n");
}

/** Whether this is an automatic run, where nothing may be left out. */
export function isCi(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return !["", "0", "false"].includes(environment["CI"] ?? "");
}

import type { MissingComponent } from "@sallyport/testkit";

/** Whether this is an automatic run, where nothing may be left out. */
export function isCi(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return !["", "0", "false"].includes(environment["CI"] ?? "");
}

/** What is to be said about what could not run; nothing where everything could. */
export function missingLines(missing: readonly MissingComponent[]): string[] {
  if (missing.length === 0) return [];
  return ["COULD NOT RUN HERE:", ...missing.map(({ label, reason }) => `  ${label}: ${reason}`)];
}

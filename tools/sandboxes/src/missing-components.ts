import type { MissingComponent } from "@sallyport/testkit";

/** What is to be said about what could not run; nothing where everything could. */
export function missingLines(missing: readonly MissingComponent[]): string[] {
  if (missing.length === 0) return [];
  return ["COULD NOT RUN HERE:", ...missing.map(({ label, reason }) => `  ${label}: ${reason}`)];
}

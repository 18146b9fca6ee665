import { printable } from "./printable.ts";
import { SallyportError } from "./sallyport-error.ts";

/**
 * One environment from several lists of `NAME=value`: a name keeps its first position and takes its last value.
 * The name ends at the first `=` and may be empty. Throws SALLYPORT_INVALID_ENVIRONMENT `invalid variable: FOO`
 * for an entry without `=` or with a NUL byte.
 */
export function resolveEnvironment(...lists: readonly (readonly string[] | null | undefined)[]): string[] {
  const entries = new Map<string, string>();
  for (const entry of lists.flatMap((list) => list ?? [])) {
    const end = entry.indexOf("=");
    if (end === -1) throw invalidVariable(entry);
    entries.set(entry.slice(0, end), entry);
  }
  return verbatimEnvironment([...entries.values()]);
}

/** The list as it is. Throws SALLYPORT_INVALID_ENVIRONMENT for an entry with a NUL byte. */
export function verbatimEnvironment(list: readonly string[]): string[] {
  for (const entry of list) {
    if (entry.includes("\0")) throw invalidVariable(entry.split("=", 1)[0] ?? "", ": it has a NUL byte");
  }
  return [...list];
}

function invalidVariable(subject: string, why = ""): SallyportError {
  const shown = printable(subject.slice(0, 200));
  return new SallyportError("SALLYPORT_INVALID_ENVIRONMENT", `invalid variable: ${shown}${why}`, {
    details: { variable: subject },
  });
}

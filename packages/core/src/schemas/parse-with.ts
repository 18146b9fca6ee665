import type * as z from "zod/mini";
import { safeParse } from "zod/mini";
import type { ErrorCode } from "../error-codes.ts";
import { fieldMessage } from "../field-message.ts";
import { fieldPath } from "../field-path.ts";
import { SallyportError } from "../sallyport-error.ts";

export interface ParseSubject {
  readonly code: ErrorCode;
  /** What the value itself is called in messages. */
  readonly root: string;
  /** In front of a field's path; empty for none. */
  readonly fieldPrefix: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Parses with a schema whose error texts say what was expected. The first issue becomes a SallyportError that
 * names the field, its value and the expectation.
 */
export function parseWith<T extends z.core.$ZodType>(
  schema: T,
  value: unknown,
  subject: ParseSubject,
): z.output<T> {
  // One parse per run: compiling a parser (and needing eval) costs more than it saves.
  const result = safeParse(schema, value, { jitless: true });
  if (result.success) return result.data;
  const { path, expected } = fault(result.error.issues[0]);
  const field = path.length === 0 ? subject.root : fieldPath(path, subject.fieldPrefix);
  throw new SallyportError(subject.code, fieldMessage(field, valueAt(value, path), expected), {
    details: { ...subject.details, field },
  });
}

function fault(issue: z.core.$ZodIssue | undefined): { path: readonly PropertyKey[]; expected: string } {
  if (issue === undefined) return { path: [], expected: "valid" };
  const [surplus] = issue.code === "unrecognized_keys" ? issue.keys : [];
  if (surplus === undefined) return { path: issue.path, expected: issue.message };
  return { path: [...issue.path, surplus], expected: "left out: there is no such key" };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

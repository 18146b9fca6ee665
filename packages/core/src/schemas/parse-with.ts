import type * as z from "zod/mini";
import { safeParse } from "zod/mini";
import type { ErrorCode } from "../error-codes.ts";
import { fieldMessage } from "../field-message.ts";
import { quoted } from "../printable.ts";
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
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  const field = fieldPath(path, subject);
  const found = valueAt(value, path);
  throw new SallyportError(subject.code, fieldMessage(field, found, issue?.message ?? "valid"), {
    details: { ...subject.details, field },
  });
}

function fieldPath(path: readonly PropertyKey[], { root, fieldPrefix }: ParseSubject): string {
  if (path.length === 0) return root;
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    if (!/^\w+$/.test(name)) return `${text}[${quoted(name, 60)}]`;
    return text === "" ? name : `${text}.${name}`;
  }, fieldPrefix);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = Reflect.get(found, key);
  }
  return found;
}

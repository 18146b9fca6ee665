import { quoted } from "./printable.ts";

/**
 * `process.cwd "tmp" must be an absolute path`: the sentence of every error about a field. Objects and arrays
 * are named, not shown: they may hold secrets.
 */
export function fieldMessage(field: string, value: unknown, expected: string): string {
  return value === undefined
    ? `${field} is missing: it must be ${expected}`
    : `${field} ${describe(value)} must be ${expected}`;
}

function describe(value: unknown): string {
  if (typeof value === "string") return quoted(value, 60);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "(an array)";
  return typeof value === "object" && value !== null ? "(an object)" : String(value);
}

import * as z from "zod/mini";

/** A field that may be missing or null, which both read as undefined: Go writes and reads null for "none". */
export function nullish<T extends z.core.$ZodType>(schema: T) {
  return z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? undefined),
  );
}

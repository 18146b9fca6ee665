import * as z from "zod/mini";
import { denialErrnos } from "../supervision.ts";

const object = "an object";
const callList = "an array of names of system calls, one or more";
const plainPath = /^\/$|^(\/(?!\.{0,2}(\/|$))[^/\0]+)+$/;
const path = "an absolute path without . and .. and a slash at its end";
const access = z.enum(["read", "write"], "read or write");

const calls = z
  .array(z.string("a string").check(z.regex(/^[a-z0-9_]+$/, "the name of a system call")), callList)
  .check(z.minLength(1, callList));

/** A policy file. No other key is taken: one that is misspelt would have no effect. */
export const supervisionPolicySchema = z.strictObject(
  {
    $schema: z.optional(z.string("a string").check(z.describe("Where this schema is, for editors."))),
    paths: z.optional(
      z
        .array(
          z.strictObject(
            {
              path: z.string(path).check(z.regex(plainPath, path)),
              access: z.array(access, "an array of read and write; empty for neither"),
            },
            object,
          ),
          "an array of objects",
        )
        .check(
          z.minLength(1, "an array of one object or more"),
          z.describe(
            "What may be opened: a directory with all below. The longest path counts; what is below none may not be opened.",
          ),
        ),
    ),
    deny: z.optional(
      z
        .array(
          z.strictObject(
            {
              calls,
              errno: z.optional(
                z
                  .enum(denialErrnos, `one of ${denialErrnos.join(", ")}`)
                  .check(z.describe("What they fail with: EPERM unless said otherwise.")),
              ),
            },
            object,
          ),
          "an array of objects",
        )
        .check(z.describe("System calls that fail.")),
    ),
    trace: z.optional(
      z
        .strictObject(
          {
            calls: z.optional(calls),
            results: z.optional(
              z.boolean("a boolean").check(z.describe("Record what each call came to, which costs more.")),
            ),
          },
          object,
        )
        .check(z.describe("System calls that --trace records.")),
    ),
  },
  object,
);

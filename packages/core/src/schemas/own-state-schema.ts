import * as z from "zod/mini";
import { type OwnState, ownStateVersion } from "../own-state.ts";
import { parseWith } from "./parse-with.ts";
import { integerFrom0To, text, textList } from "./scalars.ts";

const object = "an object";

const absolutePath = z.string("an absolute path").check(z.regex(/^\//, "an absolute path"));

const ownStateSchema = z.object(
  {
    version: z.literal(ownStateVersion, `${ownStateVersion}: the file is of another version of sallyport`),
    id: z.string("a container id").check(z.regex(/^[\w+.-]+$/, "a container id")),
    pid: integerFrom0To(0x7fff_ffff),
    startTime: integerFrom0To(Number.MAX_SAFE_INTEGER),
    bundle: text,
    created: text,
    cgroups: z.array(
      z.object(
        {
          version: z.union([z.literal(1), z.literal(2)], "1 or 2"),
          controllers: textList,
          path: absolutePath,
        },
        object,
      ),
      "an array of cgroups",
    ),
  },
  object,
);

/** Throws SALLYPORT_INVALID_STATE `pid "x" must be …`; the caller says which file it was. */
export function parseOwnState(value: unknown): OwnState {
  return parseWith(ownStateSchema, value, {
    code: "SALLYPORT_INVALID_STATE",
    root: "state",
    fieldPrefix: "",
  });
}

import * as z from "zod/mini";
import { nullish } from "./nullish.ts";
import { flag, integerFrom0To, text, textList, unixId } from "./scalars.ts";

const object = "an object";
const terminalSize = integerFrom0To(0xffff_ffff);

const user = z.object(
  {
    uid: nullish(unixId),
    gid: nullish(unixId),
    additionalGids: nullish(z.array(unixId, "an array of group ids")),
  },
  object,
);

const capabilities = z.object(
  {
    bounding: nullish(textList),
    effective: nullish(textList),
    inheritable: nullish(textList),
    permitted: nullish(textList),
    ambient: nullish(textList),
  },
  object,
);

/** The fields of OciProcess; all others are ignored, as by gVisor. */
export const ociProcessSchema = z.object(
  {
    terminal: nullish(flag),
    consoleSize: nullish(z.object({ height: terminalSize, width: terminalSize }, object)),
    user: nullish(user),
    args: nullish(textList),
    env: nullish(textList),
    cwd: nullish(text),
    capabilities: nullish(capabilities),
    noNewPrivileges: nullish(flag),
  },
  object,
);

import * as z from "zod/mini";
import { nullish } from "./nullish.ts";
import { flag, integer, integerFrom0To, text, textList, unixId } from "./scalars.ts";

const object = "an object";
const limit = z.custom<number>(
  (value) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 2 ** 64,
  "an integer from 0 to 18446744073709551615",
);
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

const processFields = {
  terminal: nullish(flag),
  consoleSize: nullish(z.object({ height: terminalSize, width: terminalSize }, object)),
  user: nullish(user),
  args: nullish(textList),
  env: nullish(textList),
  cwd: nullish(text),
  capabilities: nullish(capabilities),
  noNewPrivileges: nullish(flag),
};

/** The fields that a sandbox has an interest in; all others are ignored, as by gVisor. */
export const ociProcessSchema = z.object(processFields, object);

const rlimit = z.object({ type: text, soft: limit, hard: limit }, object);

const scheduler = z.object(
  {
    policy: text,
    nice: nullish(integer(-20, 19)),
    priority: nullish(integer(0, 99)),
    flags: nullish(textList),
    runtime: nullish(limit),
    deadline: nullish(limit),
    period: nullish(limit),
  },
  object,
);

/** All fields of OciProcess: those above, and what the host's own kernel takes. */
export const hostProcessSchema = z.object(
  {
    ...processFields,
    user: nullish(z.extend(user, { umask: nullish(integer(0, 0o7777)) })),
    rlimits: nullish(z.array(rlimit, "an array of limits")),
    oomScoreAdj: nullish(integer(-1000, 1000)),
    scheduler: nullish(scheduler),
    ioPriority: nullish(z.object({ class: text, priority: nullish(integer(0, 7)) }, object)),
    execCPUAffinity: nullish(z.object({ initial: nullish(text), final: nullish(text) }, object)),
    apparmorProfile: nullish(text),
    selinuxLabel: nullish(text),
  },
  object,
);

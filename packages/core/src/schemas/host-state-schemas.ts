import * as z from "zod/mini";
import { nullish } from "./nullish.ts";
import { hostProcessSchema } from "./oci-process-schema.ts";
import { flag, integerFrom0To, text, textList } from "./scalars.ts";

const object = "an object";
const processId = integerFrom0To(0x7fff_ffff);
const startTime = integerFrom0To(Number.MAX_SAFE_INTEGER);

/** What is read of runc's state.json; unknown keys are ignored, here and below. */
export const runcStateSchema = z.object(
  {
    id: z.string("a container id").check(z.regex(/^[\w+.-]+$/, "a container id")),
    init_process_pid: processId,
    init_process_start: startTime,
    created: nullish(text),
    config: z.object({ labels: nullish(textList), no_new_keyring: nullish(flag) }, object),
  },
  object,
);

/** What is read of crun's status file. */
export const crunStatusSchema = z.object(
  {
    pid: processId,
    "process-start-time": startTime,
    bundle: nullish(text),
    created: nullish(text),
    owner: nullish(text),
  },
  object,
);

/** What an exec reads of an OCI configuration. */
export const hostConfigurationSchema = z.object(
  {
    process: nullish(hostProcessSchema),
    annotations: nullish(z.record(z.string(), text, "an object of strings")),
    linux: nullish(
      z.object(
        { seccomp: nullish(z.unknown()), personality: nullish(z.object({ domain: text }, object)) },
        object,
      ),
    ),
  },
  object,
);

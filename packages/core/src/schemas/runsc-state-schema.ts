import * as z from "zod/mini";
import { containerStatuses } from "../runsc-state.ts";
import { nullish } from "./nullish.ts";
import { ociProcessSchema } from "./oci-process-schema.ts";
import { integerFrom0To, text, unixId } from "./scalars.ts";

const object = "an object";
/** What runsc accepts as an id (container.validateID). */
const id = z.string("a container id").check(z.regex(/^[\w+.-]+$/, "a container id"));

const spec = z.object(
  {
    process: nullish(ociProcessSchema),
    annotations: nullish(z.record(z.string(), text, "an object of strings")),
  },
  object,
);

const sandbox = z.object(
  {
    id,
    pid: integerFrom0To(0x7fff_ffff),
    uid: nullish(unixId),
    gid: nullish(unixId),
    startTime: nullish(text),
    controlSocketPath: nullish(text),
    control_address: nullish(text),
    metricMetadata: nullish(z.object({ version: nullish(text), platform: nullish(text) }, object)),
  },
  object,
);

/** What is read of the state files of gVisor 20221219 to 20260810; unknown keys are ignored. */
export const runscStateSchema = z.object(
  {
    id,
    status: z.enum(containerStatuses, `one of ${containerStatuses.join(", ")}`),
    spec: nullish(spec),
    bundleDir: nullish(text),
    createdAt: nullish(text),
    owner: nullish(text),
    sandbox: nullish(sandbox),
  },
  object,
);

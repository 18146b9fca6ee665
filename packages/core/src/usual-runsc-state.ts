import type { ContainerRecord } from "./container-record.ts";
import { containerRecord, containerStatuses, type StateOrigin } from "./runsc-state.ts";
import { usualProcessFields } from "./usual-process.ts";
import {
  integerFrom0To,
  matching,
  nullish,
  object,
  oneOf,
  readUsual,
  record,
  text,
  unixId,
} from "./usual-value.ts";

/** Made when it is used: most commands read one state file, and some none. */
function stateReader() {
  const id = matching(/^[\w+.-]+$/);
  const process = object(usualProcessFields());

  return object({
    id,
    status: oneOf(containerStatuses),
    spec: nullish(object({ process: nullish(process), annotations: nullish(record(text)) })),
    bundleDir: nullish(text),
    createdAt: nullish(text),
    owner: nullish(text),
    sandbox: nullish(
      object({
        id,
        pid: integerFrom0To(0x7fff_ffff),
        uid: nullish(unixId),
        gid: nullish(unixId),
        startTime: nullish(text),
        controlSocketPath: nullish(text),
        control_address: nullish(text),
        metricMetadata: nullish(object({ version: nullish(text), platform: nullish(text) })),
      }),
    ),
  });
}

/**
 * What `parseRunscState` gives for a state file in which nothing is wrong, without loading a schema: that costs more
 * than the rest of reading it. Undefined for any other, whose fault only the schema can tell.
 */
export function readUsualRunscState(value: unknown, origin: StateOrigin): ContainerRecord | undefined {
  const read = readUsual(stateReader(), value);
  return read === undefined ? undefined : containerRecord(read, origin);
}

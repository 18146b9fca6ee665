import type { CrunStatus } from "./crun-status.ts";
import type { HostConfiguration } from "./host-configuration.ts";
import type { RuncState } from "./runc-state.ts";
import { usualHostProcess } from "./usual-process.ts";
import {
  anything,
  flag,
  integerFrom0To,
  list,
  matching,
  nullish,
  object,
  readUsual,
  record,
  text,
} from "./usual-value.ts";

// Each gives what the schema of the same name makes of a file in which nothing is wrong, without loading a schema.
// Undefined for any other, whose fault only the schema can tell. Readers are made when they are used.

const processId = integerFrom0To(0x7fff_ffff);
const startTime = integerFrom0To(Number.MAX_SAFE_INTEGER);

export function readUsualRuncState(value: unknown): RuncState | undefined {
  const reader = object({
    id: matching(/^[\w+.-]+$/),
    init_process_pid: processId,
    init_process_start: startTime,
    created: nullish(text),
    config: object({ labels: nullish(list(text)), no_new_keyring: nullish(flag) }),
  });
  return readUsual(reader, value);
}

export function readUsualCrunStatus(value: unknown): CrunStatus | undefined {
  const reader = object({
    pid: processId,
    "process-start-time": startTime,
    bundle: nullish(text),
    created: nullish(text),
    owner: nullish(text),
  });
  return readUsual(reader, value);
}

export function readUsualHostConfiguration(value: unknown): HostConfiguration | undefined {
  const reader = object({
    process: nullish(usualHostProcess()),
    annotations: nullish(record(text)),
    linux: nullish(object({ seccomp: nullish(anything), personality: nullish(object({ domain: text })) })),
  });
  return readUsual(reader, value);
}

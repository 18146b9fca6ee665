import type * as z from "zod/mini";
import type { CrunStatus } from "../crun-status.ts";
import type { HostConfiguration } from "../host-configuration.ts";
import type { RuncState } from "../runc-state.ts";
import { crunStatusSchema, hostConfigurationSchema, runcStateSchema } from "./host-state-schemas.ts";
import { parseWith } from "./parse-with.ts";

// Each throws SALLYPORT_INVALID_STATE `init_process_pid "x" must be …`; the caller says which file it was.

export function parseRuncState(value: unknown): RuncState {
  return parse(runcStateSchema, value, "state");
}

export function parseCrunStatus(value: unknown): CrunStatus {
  return parse(crunStatusSchema, value, "status");
}

export function parseHostConfiguration(value: unknown): HostConfiguration {
  return parse(hostConfigurationSchema, value, "configuration");
}

function parse<T extends z.core.$ZodType>(schema: T, value: unknown, root: string): z.output<T> {
  return parseWith(schema, value, { code: "SALLYPORT_INVALID_STATE", root, fieldPrefix: "" });
}

import type { SandboxHandle } from "./sandbox-transport.ts";
import type { CapabilityName } from "./transport-capabilities.ts";

/** The methods of a handle that only some transports have. */
export const optionalMethods = [
  "state",
  "process",
  "wait",
  "signal",
  "processes",
  "statistics",
] as const satisfies readonly (keyof SandboxHandle)[];

export type OptionalMethod = (typeof optionalMethods)[number];

/** The capability that says whether it is there. */
export const capabilityOfMethod = {
  state: "state",
  process: "reattach",
  wait: "init",
  signal: "init",
  processes: "processes",
  statistics: "statistics",
} as const satisfies Record<OptionalMethod, CapabilityName>;

export type HandleWith<Method extends OptionalMethod> = SandboxHandle & Required<Pick<SandboxHandle, Method>>;

export function hasMethods<Method extends OptionalMethod>(
  handle: SandboxHandle,
  methods: readonly Method[],
): handle is HandleWith<Method> {
  return methods.every((method) => handle[method] !== undefined);
}

import type { SandboxHandle } from "./sandbox-transport.ts";
import type { CapabilityName } from "./transport-capabilities.ts";

/** The methods of a handle that only some transports have, and the capability that says so. */
export const capabilityOfMethod = {
  state: "state",
  process: "reattach",
  wait: "init",
  signal: "init",
  processes: "processes",
  statistics: "statistics",
} as const satisfies Partial<Record<keyof SandboxHandle, CapabilityName>>;

export type OptionalMethod = keyof typeof capabilityOfMethod;

export type HandleWith<Method extends OptionalMethod> = SandboxHandle & Required<Pick<SandboxHandle, Method>>;

export function hasMethods<Method extends OptionalMethod>(
  handle: SandboxHandle,
  methods: readonly Method[],
): handle is HandleWith<Method> {
  return methods.every((method) => handle[method] !== undefined);
}

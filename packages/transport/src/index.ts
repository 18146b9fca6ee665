// What whoever writes a transport needs besides: all of it from here.
export {
  type ContainerRecord,
  type ErrorCode,
  type ExecArgs,
  type FilePayload,
  isSallyportError,
  type OciProcess,
  SallyportError,
  type WaitStatus,
} from "@sallyport/core";
export { type Host, type WindowSize } from "@sallyport/host";
export { brokenContract } from "./broken-contract.ts";
export { signalDemands } from "./call-demands.ts";
export { checkTransport } from "./check-transport.ts";
export { checkedTransport } from "./checked-transport.ts";
export { type ContainerState, type ListedContainer } from "./container-state.ts";
export { capabilitiesFor, completeCapabilities, type DeclaredCapabilities } from "./declared-capabilities.ts";
export { defineTransport } from "./define-transport.ts";
export { type Demand, demand, refuseUnsupported } from "./demand.ts";
export { type ExecCircumstances, execDemands } from "./exec-demands.ts";
export {
  type AbandonedStart,
  type NumberedRequest,
  type NumberedRequestText,
  type WaitHandover,
} from "./hand-over.ts";
export {
  capabilityOfMethod,
  type HandleWith,
  hasMethods,
  type OptionalMethod,
  optionalMethods,
} from "./handle-methods.ts";
export { parseOptions } from "./parse-options.ts";
export { type SandboxProcessInfo } from "./sandbox-process-info.ts";
export {
  type ContainerTerminal,
  type ExecuteOptions,
  type ListTarget,
  type OpenTarget,
  type SandboxHandle,
  type SandboxProcess,
  type SandboxTransport,
} from "./sandbox-transport.ts";
export { type SchemaIssue, type SchemaResult, type StandardSchema } from "./standard-schema.ts";
export {
  type DeniedOpening,
  type Supervision,
  type TracedArgument,
  type TracedCall,
  type TraceEvent,
} from "./supervision.ts";
export { apiProblem, transportApi } from "./transport-api.ts";
export {
  capabilityModes,
  type CapabilityName,
  type TransportCapabilities,
} from "./transport-capabilities.ts";
export { parseTransportManifest, type TransportManifest } from "./transport-manifest.ts";

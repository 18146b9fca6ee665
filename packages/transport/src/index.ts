export {
  type AbandonedStart,
  type NumberedRequest,
  type NumberedRequestText,
  type WaitHandover,
} from "./hand-over.ts";
export { type SandboxProcessInfo } from "./sandbox-process-info.ts";
export {
  type ExecuteOptions,
  type SandboxHandle,
  type SandboxProcess,
  type SandboxTransport,
} from "./sandbox-transport.ts";
export { type TransportCapabilities } from "./transport-capabilities.ts";

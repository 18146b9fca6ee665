export { type SandboxProcessInfo } from "./sandbox-process-info.ts";
export { type SandboxHandle, type SandboxProcess, type SandboxTransport } from "./sandbox-transport.ts";
export { type TransportCapabilities } from "./transport-capabilities.ts";

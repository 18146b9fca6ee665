export { isSallyportError, type ErrorCode, type ErrorReason, SallyportError } from "@sallyport/core";
export { ExecError, isExecError } from "./exec-error.ts";
export { type ExecHandle } from "./exec-handle.ts";
export {
  type ExecOptions,
  type RunOptions,
  type Signal,
  type TerminalSize,
  type UserIds,
} from "./exec-options.ts";
export { type ExecTrace } from "./exec-trace.ts";
export { type Exit } from "./exit.ts";
export { listSandboxes } from "./list-sandboxes.ts";
export { type OpenOptions } from "./open-options.ts";
export { openSandbox } from "./open-sandbox.ts";
export { type Pty, type PtyData, type PtyExit, type PtyOptions, type PtySubscription } from "./pty.ts";
export { type RunResult } from "./run-result.ts";
export { type Sandbox } from "./sandbox.ts";
export { type KillOptions, type SandboxEnd, type SandboxStats, type SandboxSummary } from "./sandbox-info.ts";
export {
  type FileSource,
  type FileTarget,
  type OutputOption,
  type StderrOption,
  type StdinOption,
} from "./stdio-options.ts";
export { type InputStream, type OutputStream } from "./stream-types.ts";
export { type SandboxProcessInfo, type SandboxTransport } from "@sallyport/transport";

export { type Services } from "./composition-root.ts";
export { DisposalStack } from "./disposal-stack.ts";
export { completeRequest } from "./exec/complete-request.ts";
export { exec } from "./exec/exec.ts";
export { explainExec, type ExecExplanation } from "./exec/explain-exec.ts";
export { type ExecOptions, type ExecOutcome, type ExecProgress } from "./exec/exec-options.ts";
export {
  execReport,
  type ExecReport,
  failureReport,
  measureTimes,
  type ReportedExec,
} from "./exec/exec-report.ts";
export { findTarget, refreshTarget, openTarget, type Target } from "./exec/find-target.ts";
export { readProcessFile } from "./exec/read-process-file.ts";
export { listExternal } from "./list-external.ts";
export { refuseStatus, requireRunning } from "./exec/require-running.ts";
export { waiterProgram } from "./exec/waiter-program.ts";
export { type RuntimeSettings } from "./runtime-settings.ts";
export { type ContainerListing, type ContainerStore } from "./state/container-store.ts";
export { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } from "./tokens.ts";
export { readPolicyFile } from "./watch/read-policy-file.ts";
export { type TimedOut } from "./watch/limit-time.ts";
export { type TimeLimit, type WatchOptions } from "./watch/watch-options.ts";
export { type TransportSources } from "./transports/transport-sources.ts";
export { type ContainerNeeds, handleFor, openTransport, useContainer } from "./use-container.ts";
export { create, type CreateContainerOptions } from "./lifecycle/create.ts";
export { deleteContainer } from "./lifecycle/delete.ts";
export { pause } from "./lifecycle/pause.ts";
export { run, type RunOptions } from "./lifecycle/run.ts";
export { start } from "./lifecycle/start.ts";
export { type DoOptions, runEphemeral } from "./lifecycle/do.ts";
export { type SpecOptions, writeSpec } from "./lifecycle/write-spec.ts";

export { encodeWaiterMessage, type WaiterMessage } from "./encode-waiter-message.ts";
export { leaveToPump } from "./leave-to-pump.ts";
export { readCommandStatus } from "./read-command-status.ts";
export { type Feed, startFeed } from "./start-feed.ts";
export { type Guard, launchGuard, startGuard } from "./start-guard.ts";
export { launchWaiter, startWaiter, type Waiter, type WaiterOptions } from "./start-waiter.ts";
export {
  type FeedTask,
  type GuardTask,
  type NumberedRequest,
  type PumpTask,
  type StartKillTask,
  type WaiterTask,
  type WaitTask,
} from "./waiter-task.ts";
export { type Architecture, architectures } from "./plan/architecture.ts";
export { type ForkRequest } from "./plan/clone-arguments.ts";
export { type ArgumentContent, type CallEvent, type ResultEvent } from "./plan/audit-events.ts";
export { type ArgumentKind, type AuditRule } from "./plan/audit-rules.ts";
export { createDataSegment, type DataSegment, type StructurePointer } from "./plan/data-segment.ts";
export { decodePlan } from "./plan/decode-plan.ts";
export { encodePlan } from "./plan/encode-plan.ts";
export {
  type Constant,
  constant,
  flags,
  type Operand,
  type Pointer,
  type Register,
  type Value,
} from "./plan/operand.ts";
export { type Label, type OnError, type OperationOptions } from "./plan/operation-list.ts";
export { createPlanBuilder, type ForkOptions, type PlanBuilder } from "./plan/plan-builder.ts";
export { type Plan, type PlanArgument, type PlanOperation, type PlanSymbols } from "./plan/plan.ts";
export { printOperation, printPlan } from "./plan/print-plan.ts";
export { seize } from "./plan/seize.ts";
export { sendDescriptor } from "./plan/send-descriptor.ts";
export { type StructureField } from "./plan/structure-layout.ts";
export { type ForkedProcess, type SupervisionOptions } from "./plan/supervision.ts";
export {
  isSystemCallName,
  type SystemCallName,
  systemCallName,
  systemCallNumber,
} from "./plan/system-call-number.ts";
export { type PlanMessage, type PlanOptions, type PlanRun, type ProcessEvent } from "./plan/plan-run.ts";
export { startPlan } from "./plan/start-plan.ts";
export { sendListener, sendTerminal } from "./plan/send-to-supervisor.ts";
export { type Denial, type PathAccess, type PathRule } from "./plan/path-rules.ts";

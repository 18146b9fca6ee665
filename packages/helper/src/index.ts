export { encodeWaiterMessage, type WaiterMessage } from "./encode-waiter-message.ts";
export { leaveTerminal } from "./leave-terminal.ts";
export { readCommandStatus } from "./read-command-status.ts";
export { type Guard, startGuard } from "./start-guard.ts";
export { startWaiter, type Waiter, type WaiterOptions } from "./start-waiter.ts";
export {
  type DrainTask,
  type GuardTask,
  type NumberedRequest,
  type StartKillTask,
  type WaiterTask,
  type WaitTask,
} from "./waiter-task.ts";

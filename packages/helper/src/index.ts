export { encodeWaiterMessage, type WaiterMessage } from "./encode-waiter-message.ts";
export { leaveToPump } from "./leave-to-pump.ts";
export { readCommandStatus } from "./read-command-status.ts";
export { type Guard, startGuard } from "./start-guard.ts";
export { startWaiter, type Waiter, type WaiterOptions } from "./start-waiter.ts";
export {
  type GuardTask,
  type NumberedRequest,
  type PumpTask,
  type StartKillTask,
  type WaiterTask,
  type WaitTask,
} from "./waiter-task.ts";

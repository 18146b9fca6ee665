import type { Operand, Register } from "./operand.ts";
import type { OperationOptions } from "./operation-list.ts";
import type { PlanBuilder } from "./plan-builder.ts";

const SOL_SOCKET = 1;
const SCM_RIGHTS = 1;
const MSG_NOSIGNAL = 0x4000;
const headerSize = 16;
const descriptorSize = 4;

/** sendmsg(2) of a payload and one descriptor (SCM_RIGHTS). */
export function sendDescriptor(
  plan: PlanBuilder,
  socket: Operand,
  descriptor: Register,
  payload: Uint8Array,
  options?: OperationOptions,
): void {
  const { data } = plan;
  const content = data.bytes(payload, "payload");
  const vector = data.structure("iovec", [
    ["base", "u64", content],
    ["length", "u64", content.size],
  ]);
  const control = data.structure("cmsghdr", [
    ["length", "u64", headerSize + descriptorSize],
    ["level", "u32", SOL_SOCKET],
    ["type", "u32", SCM_RIGHTS],
    ["descriptor", "u32", 0],
  ]);
  const message = data.structure("msghdr", [
    ["name", "u64", 0],
    ["name_length", "u32", 0],
    ["vectors", "u64", vector],
    ["vector_count", "u64", 1],
    ["control", "u64", control],
    ["control_length", "u64", control.size],
    ["flags", "u32", 0],
  ]);
  plan.store(control.field("descriptor"), descriptor);
  plan.call("sendmsg", [socket, message, MSG_NOSIGNAL], options);
}

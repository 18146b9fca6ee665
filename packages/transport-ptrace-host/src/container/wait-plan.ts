import { type Architecture, constant, createPlanBuilder, type Plan } from "@sallyport/helper";
import type { Text } from "@sallyport/host";
import type { JoinRequest } from "../join/join-request.ts";
import { holdInit } from "../join/steps/namespaces.ts";

/** Messages of the plan, by number. */
export const knownMessage = 1;
export const statusMessage = 2;

// linux/pidfd.h, since Linux 6.13; what it tells of a process that has ended since Linux 6.15
const PIDFD_GET_INFO = constant("PIDFD_GET_INFO", 0xc040_ff0b);
const PIDFD_INFO_EXIT = constant("PIDFD_INFO_EXIT", 8);
export const exitIsKnown = PIDFD_INFO_EXIT.value;

/** An error of this step means that the kernel has no such question. */
export const questionStep = "ask whether the kernel tells how a process ended";

/**
 * The plan that waits for a process that is not a child of ours: once its parent has reaped it, the kernel tells its
 * wait status to whoever holds a pidfd.
 */
export function waitPlan(
  architecture: Architecture,
  text: Pick<Text, "encode" | "decode">,
  request: Pick<JoinRequest, "init">,
): Plan {
  const plan = createPlanBuilder(architecture, text);
  const { data } = plan;
  const watcher = plan.process("watcher");
  const waiting = plan.label("waiting");
  const again = plan.label("again");
  const result = plan.register("result");
  const pidfd = holdInit(plan, request);
  plan.step("start the process that waits");
  plan.fork(watcher, waiting);
  plan.step("supervise");
  plan.supervise({ payload: watcher });

  plan.place(waiting);
  const information = data.structure("pidfd_info", [
    ["mask", "u64", PIDFD_INFO_EXIT],
    ["others", "bytes", new Uint8Array(52)],
    ["status", "u32", 0],
  ]);
  plan.step(questionStep);
  plan.call("ioctl", [pidfd, PIDFD_GET_INFO, information]);
  plan.announceStart();
  plan.step("wait for the process's parent to reap it");
  // No events but those that poll(2) always tells of: POLLHUP.
  const watched = data.structure("pollfd", [
    ["descriptor", "u32", 0],
    ["events", "u32", 0],
  ]);
  plan.store(watched.field("descriptor"), pidfd);
  plan.place(again);
  plan.call("ppoll", [watched, 1, 0, 0, 8], { onError: { goto: again, on: ["EINTR"] } });
  plan.step("ask how the process ended");
  plan.store(information.field("mask"), PIDFD_INFO_EXIT);
  plan.call("ioctl", [pidfd, PIDFD_GET_INFO, information]);
  plan.load(information.field("mask"), result);
  plan.send(knownMessage, result);
  plan.load(information.field("status"), result);
  plan.send(statusMessage, result);
  plan.exit(0);
  return plan.finish();
}

import { constant, flags, type PlanBuilder, type Register } from "@sallyport/helper";
import { AT_FDCWD, O_CLOEXEC } from "../../join/kernel-constants.ts";
import { closeDescriptors } from "../../join/steps/descriptors.ts";

const fifoMode = constant("S_IFIFO|0600", 0o010_600);
const readWrite = flags(constant("O_RDWR", 2), O_CLOEXEC);

/**
 * The FIFO that holds a created container back. Whoever starts it finds nobody at its other end once the container
 * has died: ENXIO, as long as its init alone has it open.
 */
export function makeFifo(plan: PlanBuilder, path: string): Register {
  const fifo = plan.register("start FIFO");
  const file = plan.data.string(path);
  plan.step(`make ${path}`);
  plan.call("mknodat", [AT_FDCWD, file, fifoMode, 0]);
  plan.call("openat", [AT_FDCWD, file, readWrite], { into: fifo });
  return fifo;
}

/** Really closes everything else (see `closeDescriptors`); the FIFO moves to the first number behind those kept. */
export function closeAllBut(plan: PlanBuilder, kept: readonly number[], fifo: Register): void {
  const number = (kept.at(-1) ?? -1) + 1;
  const occupied = plan.label("number taken by the channel");
  const done = plan.label("all others closed");
  plan.step("close all other descriptors");
  plan.jumpIf(plan.channel, "equal", number, occupied);
  moveAndClose(plan, kept, fifo, number);
  plan.jump(done);
  plan.place(occupied);
  moveAndClose(plan, kept, fifo, number + 1);
  plan.place(done);
}

function moveAndClose(plan: PlanBuilder, kept: readonly number[], fifo: Register, number: number): void {
  plan.call("dup3", [fifo, number, O_CLOEXEC], { onError: { ignore: ["EINVAL"] } });
  plan.set(fifo, number);
  closeDescriptors(plan, [...kept, number]);
}

/** For as long as it takes. */
export function awaitStart(plan: PlanBuilder, fifo: Register): void {
  const again = plan.label("wait for the start");
  plan.step("wait to be started");
  plan.place(again);
  plan.call("read", [fifo, plan.data.space(1, "byte"), 1], { onError: { goto: again, on: ["EINTR"] } });
  plan.call("close", [fifo]);
}

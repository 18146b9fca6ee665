import type { Text } from "@sallyport/host";
import {
  type Architecture,
  constant,
  createPlanBuilder,
  flags,
  type Plan,
  sendTerminal,
} from "@sallyport/helper";
import type { LinuxNamespace } from "../container/linux-namespaces.ts";
import type { JoinRequest } from "./join-request.ts";
import { AT_FDCWD, O_CLOEXEC, O_NOCTTY, O_RDWR } from "./kernel-constants.ts";
import { becomeRoot } from "./steps/identity.ts";
import { holdInit, joinNamespaces } from "./steps/namespaces.ts";

// asm-generic/ioctls.h
const TIOCSPTLCK = constant("TIOCSPTLCK", 0x4004_5431);
const TIOCGPTPEER = constant("TIOCGPTPEER", 0x5441);

/** What a process needs to enter to see the container's files as its own root does. */
const needed: readonly LinuxNamespace[] = ["user", "mnt"];

/**
 * The plan that makes a pseudo-terminal of the container's own: it sends the master, then the replica. The replica is
 * had from the master, never by its path, under which there may be anything (CVE-2025-52565).
 */
export function terminalPlan(
  architecture: Architecture,
  text: Pick<Text, "encode" | "decode">,
  request: Pick<JoinRequest, "init" | "namespaces">,
): Plan {
  const plan = createPlanBuilder(architecture, text);
  const { data } = plan;
  const opener = plan.process("opener");
  const inside = plan.label("inside");
  const master = plan.register("master");
  const replica = plan.register("replica");
  const unlocked = plan.label("opened");
  const access = flags(O_RDWR, O_NOCTTY, O_CLOEXEC);

  const pidfd = holdInit(plan, request);
  plan.step("start the process that opens the terminal");
  plan.fork(opener, inside);
  plan.step("supervise");
  plan.supervise({ payload: opener, terminal: "pass" });

  plan.place(inside);
  const namespaces = request.namespaces.filter((name) => needed.includes(name));
  joinNamespaces(plan, pidfd, namespaces);
  if (namespaces.includes("user")) becomeRoot(plan);
  plan.step("open a terminal of the container");
  plan.call("openat", [AT_FDCWD, data.string("/dev/pts/ptmx"), access], { into: master, onError: "ignore" });
  plan.jumpIf(master, "at-least", 0, unlocked);
  plan.call("openat", [AT_FDCWD, data.string("/dev/ptmx"), access], { into: master });
  plan.place(unlocked);
  plan.call("ioctl", [master, TIOCSPTLCK, data.space(4)]);
  plan.call("ioctl", [master, TIOCGPTPEER, access], { into: replica });
  plan.step("send the terminal");
  sendTerminal(plan, master);
  sendTerminal(plan, replica);
  plan.announceStart();
  plan.exit(0);
  return plan.finish();
}

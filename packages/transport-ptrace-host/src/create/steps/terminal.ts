import type { WindowSize } from "@sallyport/host";
import { constant, flags, sendTerminal } from "@sallyport/helper";
import { O_CLOEXEC } from "../../join/kernel-constants.ts";
import { AT_EMPTY_PATH, OPEN_TREE_CLOEXEC, OPEN_TREE_CLONE } from "../mount-constants.ts";
import type { Creation } from "./creation.ts";
import { attach } from "./file-systems.ts";

// asm-generic/ioctls.h and linux/magic.h
const TIOCSPTLCK = 0x4004_5431;
const TIOCGPTPEER = 0x5441;
const TIOCSWINSZ = 0x5414;
const TIOCSCTTY = 0x540e;
const devptsFileSystem = 0x1cd1;
const ENOTTY = 25;
const statfsSize = 120;
const readWrite = flags(constant("O_RDWR", 2), constant("O_NOCTTY", 0x100), O_CLOEXEC);

/**
 * A terminal of the container's own devpts, as its descriptors 0 to 2 and its /dev/console; the master goes to who
 * started the supervisor. The replica is never looked up by its name (CVE-2025-52565).
 */
export function makeTerminal(creation: Creation, size: WindowSize | undefined): void {
  const { plan, paths, mount, target, result } = creation;
  const { data } = plan;
  const master = plan.register("terminal");
  const genuine = plan.label("devpts");
  plan.step("make a terminal");
  paths.open("/dev/pts/ptmx", master, { flags: readWrite, followsNoLinks: true });
  const statistics = data.structure("statfs", [
    ["type", "u64", 0],
    ["others", "bytes", new Uint8Array(statfsSize - 8)],
  ]);
  plan.call("fstatfs", [master, statistics]);
  plan.load(statistics.field("type"), result);
  plan.jumpIf(result, "equal", devptsFileSystem, genuine);
  plan.set(result, -ENOTTY);
  plan.fail(result);
  plan.place(genuine);
  plan.call("ioctl", [master, TIOCSPTLCK, data.structure("unlocked", [["lock", "u32", 0]])]);
  plan.call("ioctl", [master, TIOCGPTPEER, readWrite], { into: result });
  if (size !== undefined) {
    const dimensions = data.structure("winsize", [
      ["rows", "u16", size.rows],
      ["columns", "u16", size.columns],
      ["pixels", "u32", 0],
    ]);
    plan.call("ioctl", [master, TIOCSWINSZ, dimensions]);
  }
  plan.step("make /dev/console the terminal");
  paths.makeFile("/dev/console", target, { followsNoLinks: true });
  const how = flags(OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC, AT_EMPTY_PATH);
  plan.call("open_tree", [result, data.string(""), how], { into: mount });
  attach(creation, mount, target);
  for (const opened of [mount, target]) plan.call("close", [opened]);
  plan.step("take the terminal");
  for (const fd of [0, 1, 2]) plan.call("dup3", [result, fd, 0]);
  plan.call("ioctl", [0, TIOCSCTTY, 0]);
  sendTerminal(plan, master);
  for (const opened of [master, result]) plan.call("close", [opened]);
}

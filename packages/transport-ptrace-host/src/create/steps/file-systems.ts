import { type Constant, flags, type OnError, type Pointer, type Register } from "@sallyport/helper";
import {
  FSCONFIG_CMD_CREATE,
  FSCONFIG_SET_FLAG,
  FSCONFIG_SET_STRING,
  FSMOUNT_CLOEXEC,
  FSOPEN_CLOEXEC,
  MOVE_MOUNT_F_EMPTY_PATH,
  MOVE_MOUNT_T_EMPTY_PATH,
} from "../mount-constants.ts";
import type { Creation } from "./creation.ts";

interface FileSystem {
  readonly type: string;
  readonly source?: string;
  /** `name` or `name=value`. */
  readonly data?: readonly string[];
  readonly attributes?: Constant;
  /** Where the kernel makes no such file system for us. */
  readonly onError?: OnError;
}

/** A new mount that is nowhere yet: fsopen(2), fsconfig(2), fsmount(2). */
export function makeMount(
  { plan, fileSystem: context }: Pick<Creation, "plan" | "fileSystem">,
  into: Register,
  { type, source = type, data = [], attributes = flags(), onError }: FileSystem,
): void {
  const text = (value: string): Pointer => plan.data.string(value);
  const failing = onError === undefined ? {} : { onError };
  plan.call("fsopen", [text(type), FSOPEN_CLOEXEC], { into: context, ...failing });
  plan.call("fsconfig", [context, FSCONFIG_SET_STRING, text("source"), text(source), 0]);
  for (const option of data) {
    const [name = "", ...rest] = option.split("=");
    const value = rest.length === 0 ? 0 : text(rest.join("="));
    const command = rest.length === 0 ? FSCONFIG_SET_FLAG : FSCONFIG_SET_STRING;
    plan.call("fsconfig", [context, command, text(name), value, 0]);
  }
  plan.call("fsconfig", [context, FSCONFIG_CMD_CREATE, 0, 0, 0], failing);
  plan.call("fsmount", [context, FSMOUNT_CLOEXEC, attributes], { into, ...failing });
  plan.call("close", [context]);
}

/** Puts a mount that is nowhere yet where `target` is. */
export function attach({ plan }: Creation, mount: Register, target: Register): void {
  const nothing = plan.data.string("");
  const how = flags(MOVE_MOUNT_F_EMPTY_PATH, MOVE_MOUNT_T_EMPTY_PATH);
  plan.call("move_mount", [mount, nothing, target, nothing, how]);
}

import type { Constant } from "@sallyport/helper";
import {
  MOUNT_ATTR_ATIME,
  MOUNT_ATTR_NOATIME,
  MOUNT_ATTR_NODEV,
  MOUNT_ATTR_NODIRATIME,
  MOUNT_ATTR_NOEXEC,
  MOUNT_ATTR_NOSUID,
  MOUNT_ATTR_NOSYMFOLLOW,
  MOUNT_ATTR_RDONLY,
  MOUNT_ATTR_STRICTATIME,
  MS_PRIVATE,
  MS_SHARED,
  MS_SLAVE,
  MS_UNBINDABLE,
} from "./mount-constants.ts";

/** A change of a mount's attributes, as mount_setattr(2) takes it. */
export interface AttributeChange {
  readonly set: readonly Constant[];
  readonly clear: readonly Constant[];
}

export const unchanged: AttributeChange = { set: [], clear: [] };

export interface PropagationChange {
  readonly type: Constant;
  readonly recursive: boolean;
}

/** What the options of a mount say, in the terms of the kernel's calls. */
export interface MountOptions {
  readonly bind: "no" | "one" | "recursive";
  readonly attributes: AttributeChange;
  /** For the mounts below it as well. */
  readonly recursiveAttributes: AttributeChange;
  readonly propagation: readonly PropagationChange[];
  /** What only the file system itself understands: `size=64k`, `newinstance`. */
  readonly data: readonly string[];
}

/** One attribute, or a choice of several, and what it becomes; absent: none of it. */
interface Choice {
  readonly of: Constant;
  readonly set?: Constant;
}

/** Options of mount(8) that are attributes of a mount; each has a recursive form with an `r` in front of it. */
const attributes: Readonly<Record<string, Choice>> = {
  ro: on(MOUNT_ATTR_RDONLY),
  rw: { of: MOUNT_ATTR_RDONLY },
  nosuid: on(MOUNT_ATTR_NOSUID),
  suid: { of: MOUNT_ATTR_NOSUID },
  nodev: on(MOUNT_ATTR_NODEV),
  dev: { of: MOUNT_ATTR_NODEV },
  noexec: on(MOUNT_ATTR_NOEXEC),
  exec: { of: MOUNT_ATTR_NOEXEC },
  nodiratime: on(MOUNT_ATTR_NODIRATIME),
  diratime: { of: MOUNT_ATTR_NODIRATIME },
  nosymfollow: on(MOUNT_ATTR_NOSYMFOLLOW),
  symfollow: { of: MOUNT_ATTR_NOSYMFOLLOW },
  // Without any of these access times are kept as relatime says.
  relatime: { of: MOUNT_ATTR_ATIME },
  norelatime: { of: MOUNT_ATTR_ATIME },
  atime: { of: MOUNT_ATTR_ATIME },
  nostrictatime: { of: MOUNT_ATTR_ATIME },
  noatime: { of: MOUNT_ATTR_ATIME, set: MOUNT_ATTR_NOATIME },
  strictatime: { of: MOUNT_ATTR_ATIME, set: MOUNT_ATTR_STRICTATIME },
};

function on(attribute: Constant): Choice {
  return { of: attribute, set: attribute };
}

const propagation: Readonly<Record<string, Constant>> = {
  shared: MS_SHARED,
  slave: MS_SLAVE,
  private: MS_PRIVATE,
  unbindable: MS_UNBINDABLE,
};

/** Words that change nothing. */
const meaningless: readonly string[] = ["defaults", "async", "nomand", "loud", "silent"];

/** Reads options in their order: of two that contradict each other the later one counts. */
export function readMountOptions(options: readonly string[]): MountOptions {
  let bind: MountOptions["bind"] = "no";
  const own: Choice[] = [];
  const recursive: Choice[] = [];
  const propagations: PropagationChange[] = [];
  const data: string[] = [];
  for (const option of options) {
    const unprefixed = option.replace(/^r/, "");
    const attribute = entry(attributes, option);
    const recursiveAttribute = entry(attributes, unprefixed);
    const type = entry(propagation, unprefixed);
    if (attribute !== undefined) own.push(attribute);
    else if (recursiveAttribute !== undefined) recursive.push(recursiveAttribute);
    else if (type !== undefined) propagations.push({ type, recursive: option !== unprefixed });
    else if (option === "bind") bind = "one";
    else if (option === "rbind") bind = "recursive";
    else if (!meaningless.includes(option)) data.push(option);
  }
  return {
    bind,
    attributes: changeOf(own),
    recursiveAttributes: changeOf(recursive),
    propagation: propagations,
    data,
  };
}

function changeOf(choices: readonly Choice[]): AttributeChange {
  const last = [...new Map(choices.map((choice) => [choice.of, choice])).values()];
  return {
    set: last.flatMap(({ set }) => set ?? []),
    // mount_setattr(2) wants the choice of access times cleared when another one is made.
    clear: last.filter(({ of, set }) => set === undefined || of === MOUNT_ATTR_ATIME).map(({ of }) => of),
  };
}

function entry<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

export function isReadOnly({ set }: AttributeChange): boolean {
  return set.includes(MOUNT_ATTR_RDONLY);
}

export function withoutReadOnly({ set, clear }: AttributeChange): AttributeChange {
  return { set: set.filter((attribute) => attribute !== MOUNT_ATTR_RDONLY), clear };
}

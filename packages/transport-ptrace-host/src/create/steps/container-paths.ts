import {
  type Constant,
  constant,
  flags,
  type OnError,
  type PlanBuilder,
  type Pointer,
  type Register,
} from "@sallyport/helper";
import { O_CLOEXEC, O_PATH } from "../../join/kernel-constants.ts";
import { RESOLVE_IN_ROOT, RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS } from "../mount-constants.ts";

interface OpenOptions {
  /** Default O_PATH. */
  readonly flags?: Constant;
  /** Fails with ELOOP where a symbolic link is on the way. */
  readonly followsNoLinks?: boolean;
  readonly onError?: OnError;
}

/**
 * Paths of the container, resolved below its root, which somebody else has filled: `/` and `..` are those of the
 * container, in symbolic links too, and nothing leads out (openat2(2)). All of it by descriptors: what was checked is
 * what is used.
 */
export interface ContainerPaths {
  readonly root: Register;
  open(path: string, into: Register, options?: OpenOptions): void;
  /** Makes the directories that are missing. */
  makeDirectory(path: string, into: Register, options?: Pick<OpenOptions, "followsNoLinks">): void;
  /** Makes an empty file, and the directories to it, where nothing is. */
  makeFile(path: string, into: Register, options?: Pick<OpenOptions, "followsNoLinks">): void;
  /** Makes the directories to it, and opens the last; gives the name in it. */
  makeParent(path: string, into: Register): Pointer;
}

export function containerPaths(plan: PlanBuilder, root: Register): ContainerPaths {
  const { data } = plan;
  const directory = flags(O_PATH, oDirectory(plan), O_CLOEXEC);
  const requests = new Map<string, Pointer>();

  function howToOpen(how: Constant, followsNoLinks: boolean): Pointer {
    const resolve = flags(
      RESOLVE_IN_ROOT,
      RESOLVE_NO_MAGICLINKS,
      ...(followsNoLinks ? [RESOLVE_NO_SYMLINKS] : []),
    );
    const key = `${how.value} ${resolve.value}`;
    const known = requests.get(key);
    if (known !== undefined) return known;
    const made = data.structure("open_how", [
      ["flags", "u64", how],
      ["mode", "u64", 0],
      ["resolve", "u64", resolve],
    ]);
    requests.set(key, made);
    return made;
  }

  function open(path: string, into: Register, options: OpenOptions = {}): void {
    const how = howToOpen(options.flags ?? flags(O_PATH, O_CLOEXEC), options.followsNoLinks === true);
    const { onError } = options;
    plan.call("openat2", [root, data.string(relative(path)), how, how.size], {
      into,
      ...(onError === undefined ? {} : { onError }),
    });
  }

  /** Opens what `names` lead to, having made each that is missing by `make`. */
  function openOrMake(
    names: readonly string[],
    into: Register,
    options: OpenOptions,
    make: (name: Pointer, isLast: boolean) => void,
  ): void {
    const missing = plan.label("missing");
    const there = plan.label("there");
    const path = names.join("/");
    open(path, into, { ...options, onError: { goto: missing, on: ["ENOENT"] } });
    plan.jump(there);
    plan.place(missing);
    open(".", into, { flags: directory });
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      make(data.string(name), isLast);
      plan.call("close", [into]);
      open(names.slice(0, index + 1).join("/"), into, isLast ? options : { ...options, flags: directory });
    }
    plan.place(there);
  }

  const makeDirectoryIn = (parent: Register) => (name: Pointer) =>
    plan.call("mkdirat", [parent, name, 0o755], { onError: { ignore: ["EEXIST"] } });

  function makeDirectory(
    path: string,
    into: Register,
    options: Pick<OpenOptions, "followsNoLinks"> = {},
  ): void {
    openOrMake(namesOf(path), into, { ...options, flags: directory }, makeDirectoryIn(into));
  }

  return {
    root,
    open,
    makeDirectory,
    makeFile(path, into, options = {}) {
      openOrMake(namesOf(path), into, options, (name, isLast) => {
        if (!isLast) return makeDirectoryIn(into)(name);
        plan.call("mknodat", [into, name, emptyFile, 0], { onError: { ignore: ["EEXIST"] } });
      });
    },
    makeParent(path, into) {
      const names = namesOf(path);
      makeDirectory(names.slice(0, -1).join("/"), into, { followsNoLinks: true });
      return data.string(names.at(-1) ?? ".");
    },
  };
}

const emptyFile = constant("S_IFREG|0644", 0o100_644);

function namesOf(path: string): string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

function relative(path: string): string {
  return namesOf(path).join("/") || ".";
}

/** asm/fcntl.h of each architecture. */
export function oDirectory({ architecture }: Pick<PlanBuilder, "architecture">): Constant {
  return constant("O_DIRECTORY", architecture === "arm64" ? 0o40_000 : 0o200_000);
}

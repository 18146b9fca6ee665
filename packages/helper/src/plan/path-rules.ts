import { SallyportError } from "@sallyport/core";
import type { DataSegment } from "./data-segment.ts";
import type { Pointer } from "./operand.ts";
import type { Frame } from "./read-frames.ts";

export type PathAccess = keyof typeof accessBits;

/** What the processes of a tree may do to a directory and all below, unless a rule with a longer path says otherwise. */
export interface PathRule {
  /** Absolute, as their root has it, without `.`, `..` and a slash at the end; links on the way are followed first. */
  readonly path: string;
  /** Nothing: it cannot be opened (EACCES). */
  readonly access: readonly PathAccess[];
}

/** Something that a path rule refused. */
export interface Denial {
  readonly thread: number;
  /** What opening it would have allowed. */
  readonly access: readonly PathAccess[];
  /** The path of what was found, or would have been created: bytes without a NUL. */
  readonly path: Uint8Array;
}

const accessBits = { read: 1, write: 2 } as const;

/** An array of struct path_rule of native/supervisor/messages.h. Throws SALLYPORT_INTERNAL for a path of another form. */
export function placePathRules(data: DataSegment, rules: readonly PathRule[]): Pointer {
  const numbers = rules.flatMap(({ path, access }) => {
    if (path !== "/" && !/^(\/(?!\.{0,2}(\/|$))[^/]+)+$/.test(path)) {
      throw new SallyportError("SALLYPORT_INTERNAL", `path of a rule is not plain and absolute: ${path}`);
    }
    const { address, size } = data.string(path);
    const bits = access.reduce((sum, name) => sum | accessBits[name], 0);
    return [address, BigInt(size - 1) | (BigInt(bits) << 32n)];
  });
  return data.bytes(new Uint8Array(BigUint64Array.from(numbers).buffer), "path_rules");
}

export function readDenial({ pid, value, payload }: Frame): Denial {
  const access = (["read", "write"] as const).filter((name) => (value & accessBits[name]) !== 0);
  return { thread: pid, access, path: payload };
}

import { expect } from "vitest";
import type { ExecOptions, Guest } from "./guest.ts";

/** Masks as `/proc/self/status` shows them; gVisor shows no ambient set. */
export interface CapabilitySets {
  readonly inheritable: bigint;
  readonly permitted: bigint;
  readonly effective: bigint;
  readonly bounding: bigint;
}

/** The capabilities that a command of this exec has. */
export async function guestCapabilities(guest: Guest, options: ExecOptions): Promise<CapabilitySets> {
  const { status, stdout, stderr } = await guest.exec(["cat", "/proc/self/status"], options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return parseCapabilities(stdout);
}

export function parseCapabilities(processStatus: string): CapabilitySets {
  const mask = (name: string) => {
    const [, digits] = new RegExp(`^${name}:\\s*([0-9a-f]+)$`, "m").exec(processStatus) ?? [];
    if (digits === undefined) throw new Error(`no ${name} in ${processStatus}`);
    return BigInt(`0x${digits}`);
  };
  return {
    inheritable: mask("CapInh"),
    permitted: mask("CapPrm"),
    effective: mask("CapEff"),
    bounding: mask("CapBnd"),
  };
}

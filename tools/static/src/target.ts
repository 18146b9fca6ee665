import { arch } from "node:os";
import { SallyportError } from "@sallyport/core";

/** A machine to build for. */
export interface Target {
  /** As Node's `os.arch` has it. */
  readonly name: string;
  readonly cc: string;
  readonly strip: string;
}

const triplets: Readonly<Record<string, string>> = { x64: "x86_64-linux-gnu", arm64: "aarch64-linux-gnu" };

/**
 * @param name this machine's when it is left out
 * @param environment `CC` and `STRIP` name another toolchain
 * @throws SallyportError SALLYPORT_UNSUPPORTED for an architecture that nothing is built for
 */
export function targetOf(
  name = arch(),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Target {
  const triplet = Object.hasOwn(triplets, name) ? triplets[name] : undefined;
  if (triplet === undefined) {
    const known = Object.keys(triplets).join(" and ");
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `no executable for ${name}: only for ${known}`);
  }
  const prefix = name === arch() ? "" : `${triplet}-`;
  return {
    name,
    cc: environment["CC"] ?? `${prefix}${prefix === "" ? "cc" : "gcc"}`,
    strip: environment["STRIP"] ?? `${prefix}strip`,
  };
}

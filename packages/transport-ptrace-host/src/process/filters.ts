import { type HostContainer, SallyportError } from "@sallyport/core";
import type { Architecture } from "@sallyport/helper";
import type { Command } from "../join/join-request.ts";

/**
 * The container's seccomp filter, if it has one; what compiles it is loaded for that alone. Throws
 * SALLYPORT_INVALID_SECCOMP, and SALLYPORT_UNSUPPORTED for a profile that asks another program (SCMP_ACT_NOTIFY).
 */
export async function filtersOf(
  { seccomp }: HostContainer,
  architecture: Architecture,
): Promise<Command["filters"]> {
  if (seccomp === undefined) return [];
  const { parseOciSeccomp } = await import("@sallyport/core/schemas");
  const profile = parseOciSeccomp(seccomp);
  if (profile === undefined) return [];
  const { compileProfile, encodeProgram, filterFlags } = await import("../seccomp/index.ts");
  const { program, flags } = compileProfile(profile, architecture);
  if ((flags & filterFlags.newListener) !== 0) {
    throw new SallyportError(
      "SALLYPORT_UNSUPPORTED",
      "the container's seccomp profile has SCMP_ACT_NOTIFY, for which no listener is told of this command",
    );
  }
  return [{ program: encodeProgram(program), flags }];
}

import { type FilePayload, SallyportError } from "@sallyport/core";
import type { ReleaseFeatures } from "./release-features.ts";

/**
 * Refuses descriptors that the sandbox would give other numbers, or drop.
 *
 * @throws SallyportError SALLYPORT_UNSUPPORTED, SALLYPORT_INVALID_DESCRIPTOR
 */
export function checkPayload(payload: FilePayload, features: ReleaseFeatures): void {
  const { guestFds, hostFds, hasExecutable } = payload;
  const expected = guestFds.length + (hasExecutable ? 1 : 0);
  if (hostFds.length !== expected) {
    throw new SallyportError(
      "SALLYPORT_INVALID_DESCRIPTOR",
      `${hostFds.length} descriptors to pass where ${expected} are announced`,
    );
  }
  if (hasExecutable && !features.execFd) {
    throw new SallyportError(
      "SALLYPORT_UNSUPPORTED",
      "the sandbox is of a release that takes no program as a descriptor",
      { hint: "gVisor takes one since release 20230403" },
    );
  }
  if (!features.guestFds && !guestFds.every((guest, index) => guest === index && guest <= 2)) {
    throw new SallyportError(
      "SALLYPORT_UNSUPPORTED",
      `the sandbox is of a release that takes the descriptors 0 to 2 only, not ${guestFds.join(", ")}`,
      { hint: "gVisor takes others since release 20230320" },
    );
  }
}

import { SallyportError } from "./sallyport-error.ts";

/** One descriptor that the command inherits: `host` is ours, `guest` its number in the sandbox. */
export interface FdMapping {
  readonly host: number;
  readonly guest: number;
}

/** Descriptors in sending order: those of `guestFds` first, in its order, then the executable where there is one. */
export interface FilePayload {
  /** Ascending, without repeats. */
  readonly guestFds: readonly number[];
  readonly hostFds: readonly number[];
  readonly hasExecutable: boolean;
}

/** What gVisor's control server takes with one request; it drops the surplus without a word. */
export const maximumPayloadFiles = 128;

const maximumDescriptor = 0x7fff_ffff;

/**
 * Sorts mappings by guest descriptor; a later mapping of the same guest descriptor wins. `execFd` comes last.
 * Throws SALLYPORT_INVALID_DESCRIPTOR for a number that is no descriptor and for more than 128 descriptors.
 */
export function createFilePayload(mappings: readonly FdMapping[], execFd?: number): FilePayload {
  const hostByGuest = new Map<number, number>();
  for (const { host, guest } of mappings) {
    hostByGuest.set(checked(guest, "guest"), checked(host, "host"));
  }
  const sorted = [...hostByGuest].toSorted(([left], [right]) => left - right);
  const hostFds = sorted.map(([, host]) => host);
  if (execFd !== undefined) hostFds.push(checked(execFd, "host"));
  if (hostFds.length > maximumPayloadFiles) {
    const message = `too many files: ${hostFds.length} descriptors to pass, at most ${maximumPayloadFiles}`;
    throw new SallyportError("SALLYPORT_INVALID_DESCRIPTOR", message, { details: { count: hostFds.length } });
  }
  return { guestFds: sorted.map(([guest]) => guest), hostFds, hasExecutable: execFd !== undefined };
}

function checked(descriptor: number, side: "host" | "guest"): number {
  if (Number.isInteger(descriptor) && descriptor >= 0 && descriptor <= maximumDescriptor) return descriptor;
  const message = `${side} file descriptor ${descriptor} must be an integer from 0 to ${maximumDescriptor}`;
  throw new SallyportError("SALLYPORT_INVALID_DESCRIPTOR", message, { details: { descriptor, side } });
}

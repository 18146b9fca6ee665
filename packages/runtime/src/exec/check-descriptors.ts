import { type ExecRequest, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/**
 * Refuses a descriptor that our caller did not leave open for us. Runs before anything is opened: a number that is
 * free now could otherwise turn out to be one of our own later (runsc sends its internals so; gVisor facts, 2.6).
 */
export function checkDescriptors(host: Host, request: ExecRequest): void {
  for (const { host: fd } of request.passFds) {
    if (fd < 0 || fd > 2) checkInherited(host, "pass-fd", fd);
  }
  if (request.execFd !== undefined) checkInherited(host, "exec-fd", request.execFd);
}

function checkInherited(host: Host, flag: string, fd: number): void {
  if (host.descriptors.isInherited(fd)) return;
  throw new SallyportError("SALLYPORT_INVALID_DESCRIPTOR", `--${flag} ${fd}: bad file descriptor`, {
    errno: "EBADF",
    hint: `leave descriptor ${fd} open when starting sallyport`,
    details: { flag, fd },
  });
}

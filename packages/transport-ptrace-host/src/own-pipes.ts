import type { FilePayload } from "@sallyport/core";
import type { Host } from "@sallyport/host";

/** The command's numbers of pipes without a name: nobody else can open those, so that their owner matters to no other. */
export function ownPipes(
  host: Host,
  { guestFds, hostFds }: Pick<FilePayload, "guestFds" | "hostFds">,
): number[] {
  return guestFds.filter((_, index) =>
    host.files.readLink(`/proc/self/fd/${hostFds[index]}`).startsWith("pipe:["),
  );
}

import type { SandboxProcess } from "@sallyport/transport";
import type { OpenedStreams } from "./open-streams.ts";

/** Gives the command's own terminal the size of ours whenever that changes. */
export function followSize(streams: OpenedStreams, process: SandboxProcess): void {
  streams.onResize?.((size) => {
    // The command may have ended meanwhile; its exit tells, not this.
    process.resize?.(size).catch(() => undefined);
  });
}

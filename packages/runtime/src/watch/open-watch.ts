import type { Host } from "@sallyport/host";
import type { ExecuteOptions, TransportCapabilities } from "@sallyport/transport";
import type { WatchOptions } from "./watch-options.ts";

export type OpenedWatch = Pick<ExecuteOptions, "supervision" | "limits"> & Disposable;

/** What a transport is told of how to watch a command; disposing of it closes the trace. */
export async function openWatch(
  host: Host,
  { supervision: canSupervise }: Pick<TransportCapabilities, "supervision">,
  { supervision, traceFile, limits, timeLimit }: WatchOptions,
): Promise<OpenedWatch> {
  // To end a command in time is to end all that came from it.
  const level = supervision?.level ?? (timeLimit !== undefined && canSupervise ? "tree" : "none");
  const { policy = {} } = supervision ?? {};
  const trace = traceFile === undefined ? undefined : await openTrace(host, traceFile);
  return {
    supervision: { level, policy, ...(trace && { onEvent: trace.record }) },
    ...(limits && { limits }),
    [Symbol.dispose]() {
      trace?.[Symbol.dispose]();
    },
  };
}

async function openTrace(host: Host, path: string) {
  const { createTraceFile } = await import("./create-trace-file.ts");
  return createTraceFile(host, path);
}

import { type Guard, startGuard } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import type { SandboxProcess } from "@sallyport/transport";

/** Starts what kills the command when we end without a word; undefined where the transport tells nobody how. */
export async function guardCommand(
  host: Host,
  executable: string,
  process: SandboxProcess,
): Promise<Guard | undefined> {
  const killRequest = await process.prepareSignal?.("process");
  if (killRequest === undefined) return undefined;
  return await startGuard(host, { executable }, { kind: "guard", killRequest });
}

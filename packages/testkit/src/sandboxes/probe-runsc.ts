import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { createBundle } from "./create-bundle.ts";
import type { RootfsContents, Runsc } from "./runtimes.ts";
import { createScratchFolder } from "./scratch-folder.ts";
import { startSandbox } from "./start-sandbox.ts";

/** Brings up a sandbox and runs a program in it; throws with the reason when this machine does not allow it. */
export async function probeRunsc(runsc: Runsc, contents: RootfsContents): Promise<void> {
  if (process.geteuid?.() !== 0) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "real sandboxes need root");
  }
  await using scratch = createScratchFolder();
  const bundle = await createBundle({ folder: join(scratch.path, "bundle"), contents });
  await using sandbox = await startSandbox({ runsc, bundle });
  const { status, stderr } = await sandbox.run(["exec", sandbox.id, "/bin/true-tiny"], { timeout: 60_000 });
  if (status !== 0) {
    throw new SallyportError("SALLYPORT_SYSTEM_CALL", `a program in a sandbox of it fails: ${stderr.trim()}`);
  }
}

import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import {
  createBundle,
  createScratchFolder,
  installRootfsContents,
  installRunsc,
  removeAbandoned,
  runscReleases,
  type Sandbox,
  startSandbox,
} from "@sallyport/testkit";
import { progress } from "./progress.ts";

/** A sandbox of the newest release that tests run against; what it needs is installed below `.cache`. */
export async function startBenchSandbox(): Promise<Sandbox> {
  if (process.geteuid?.() !== 0) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "a real sandbox needs root");
  }
  removeAbandoned();
  const contents = await installRootfsContents(progress);
  const runsc = await installRunsc(runscReleases[0], progress);
  const scratch = createScratchFolder();
  const bundle = await createBundle({ folder: join(scratch.path, "bundle"), contents });
  const sandbox = await startSandbox({ runsc, bundle });
  const dispose = async () => {
    await sandbox.dispose();
    await scratch.dispose();
  };
  return { ...sandbox, dispose, [Symbol.asyncDispose]: dispose };
}

import { checkId, checkOpenOptions } from "./check-open-options.ts";
import { createSandbox } from "./create-sandbox.ts";
import { libraryServices } from "./library-services.ts";
import type { OpenOptions } from "./open-options.ts";
import { openOnce } from "./opened-sandbox.ts";
import type { Sandbox } from "./sandbox.ts";

/**
 * Opens a container of a sandbox that runs. Nothing is started: the sandbox itself is asked to run commands.
 *
 * @param id of the container, or the beginning of the only one that begins so
 * @throws SallyportError `SALLYPORT_USAGE` for what is no id or option, `SALLYPORT_NOT_FOUND`, `SALLYPORT_AMBIGUOUS`, `SALLYPORT_INVALID_STATE`, and
 * `SALLYPORT_UNSUPPORTED` where sallyport's native code was not installed
 * @example
 * await using box = await openSandbox("web", { root: "/run/runsc" });
 * const { stdout } = await box.run(["hostname"]);
 */
export async function openSandbox(id: string, options: OpenOptions = {}): Promise<Sandbox> {
  checkId(id);
  checkOpenOptions(options);
  return createSandbox(await openOnce(await libraryServices(options), id));
}

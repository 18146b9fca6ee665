import { hasErrno, messageOf, SallyportError, withContext } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { checkedTransport, checkTransport, parseOptions, type SandboxTransport } from "@sallyport/transport";
import { type LocatedTransport, locateTransport } from "./locate-transport.ts";
import type { TransportSources } from "./transport-sources.ts";

export interface LoadedTransport {
  /** Held to its contract. */
  readonly transport: SandboxTransport;
  /** What its schema made of the configured ones. */
  readonly options: unknown;
}

/** Milliseconds. A module that waits for something when it is loaded would keep everybody waiting. */
const loadLimit = 30_000;

/**
 * Finds and loads a transport that is not built in. Its code runs for the first time here.
 *
 * @param builtIn ids that no package can have
 * @throws SallyportError SALLYPORT_TRANSPORT_NOT_FOUND, SALLYPORT_INVALID_TRANSPORT, SALLYPORT_INVALID_CONFIGURATION
 */
export async function loadTransport(
  host: Host,
  sources: TransportSources,
  name: string,
  builtIn: readonly string[],
): Promise<LoadedTransport> {
  const located = locateTransport(host, sources, name, builtIn);
  try {
    const module = await moduleOf(host, sources, located);
    const transport = checkTransport(module, located.manifest);
    return {
      transport: checkedTransport(transport),
      options: await parseOptions(transport, located.options),
    };
  } catch (error) {
    throw withContext(`transport "${name}" in ${located.folder}`, error);
  }
}

async function moduleOf(
  host: Host,
  sources: TransportSources,
  { folder, manifest }: LocatedTransport,
): Promise<object> {
  const { module } = manifest;
  const path = `${folder}/${module.slice("./".length)}`;
  if (!isRegularFile(host, path)) {
    throw invalid(`its module ${module} is missing`, "has the package been built?");
  }
  if (sources.importModule === undefined) throw invalid("this program cannot load modules", "run it on Node");
  const limit = host.clock.delay(loadLimit);
  try {
    const late = limit.elapsed.then((): never => {
      throw invalid(
        `${module} was not loaded in ${loadLimit} ms`,
        "a module must not wait when it is loaded",
      );
    });
    return await Promise.race([evaluate(sources.importModule, path, module), late]);
  } finally {
    limit.cancel();
  }
}

async function evaluate(
  importModule: (path: string) => Promise<object>,
  path: string,
  module: string,
): Promise<object> {
  try {
    return await importModule(path);
  } catch (error) {
    throw invalid(`${module} cannot be loaded: ${messageOf(error)}`, undefined, error);
  }
}

function isRegularFile(host: Host, path: string): boolean {
  try {
    return host.files.status(path).kind === "regular";
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}

function invalid(message: string, hint?: string, cause?: unknown): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_TRANSPORT", message, {
    ...(hint === undefined ? {} : { hint }),
    ...(cause === undefined ? {} : { cause }),
  });
}

import { fileURLToPath, pathToFileURL } from "node:url";
import type { Host } from "@sallyport/host";
import { createNodeHost, findNativeFile } from "@sallyport/host/node";
import { type Services, type TransportSources } from "@sallyport/runtime";
import { createRuntime } from "@sallyport/runtime/services";
import { checkedTransport, parseOptions } from "@sallyport/transport";
import type { OpenOptions } from "./open-options.ts";

/**
 * The services of the runtime on this Node, for the options of one call.
 *
 * @throws SallyportError SALLYPORT_UNSUPPORTED where the native addon is not there
 */
export function libraryServices(options: OpenOptions): Promise<Services> {
  return servicesOn(createNodeHost({ addon: findNativeFile("addon", import.meta.url) }), options);
}

/** The same on any host. */
export async function servicesOn(host: Host, options: OpenOptions): Promise<Services> {
  const { root, transport, transportOptions, compat = "newest", netRaw = false } = options;
  const own = typeof transport === "object" ? transport : undefined;
  return createRuntime(host, {
    root,
    transport: typeof transport === "object" ? undefined : transport,
    ...(own && {
      ownTransport: {
        transport: checkedTransport(own),
        options: await parseOptions(own, transportOptions),
      },
    }),
    transportSources: installedTransports,
    compat,
    netRaw,
    waiter: findNativeFile("waiter", import.meta.url),
    supervisor: findNativeFile("supervisor", import.meta.url),
  });
}

/** Packages beside this one. A library reads no configuration files: its caller says what counts. */
const installedTransports: TransportSources = {
  configuration: [],
  packageFolders: packageFoldersAbove(fileURLToPath(import.meta.url)),
  importModule: (path) => import(pathToFileURL(path).href),
};

/** Every `node_modules` on the way up, the nearest first. */
function packageFoldersAbove(path: string): readonly string[] {
  const names = path.split("/");
  const ends = names.flatMap((name, index) => (name === "node_modules" ? [index + 1] : []));
  return ends.toReversed().map((end) => names.slice(0, end).join("/"));
}

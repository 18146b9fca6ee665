import { quoted, SallyportError, type TransportConfiguration, withContext } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { readTransportPackage, type TransportPackage } from "./read-package.ts";
import { packageReference, type TransportReference, transportReference } from "./transport-reference.ts";
import type { TransportSources } from "./transport-sources.ts";

/** A transport that was found and not loaded. */
export interface LocatedTransport extends TransportPackage {
  /** As the configuration has them. */
  readonly options: TransportConfiguration["options"];
}

/**
 * Finds the package of a transport that is not built in. A name that the configuration knows leads where that says; the
 * others to `@sallyport/transport-NAME`, then `sallyport-transport-NAME`. Packages are looked for beside the
 * configuration files, then beside the program; in the current directory only by a path.
 *
 * @param builtIn ids that no package can have
 * @throws SallyportError SALLYPORT_TRANSPORT_NOT_FOUND, SALLYPORT_INVALID_TRANSPORT
 */
export function locateTransport(
  host: Host,
  sources: TransportSources,
  name: string,
  builtIn: readonly string[],
): LocatedTransport {
  const configured = configuredTransport(sources, name);
  const reference =
    configured?.entry.package === undefined
      ? transportReference(name, host.process.workingDirectory())
      : packageReference(configured.entry.package, configured.folder);
  const folders = candidateFolders(sources, reference);
  try {
    for (const folder of folders) {
      const found = readTransportPackage(host, folder, builtIn);
      if (found !== undefined) return { ...found, options: configured?.entry.options };
    }
  } catch (error) {
    throw withContext(`transport ${quoted(name)}`, error);
  }
  throw notFound(name, reference, folders, builtIn);
}

function configuredTransport({ configuration }: TransportSources, name: string) {
  for (const { path, content } of configuration) {
    const entries = content.transports ?? {};
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (entry !== undefined) return { entry, folder: folderOf(path) };
  }
  return undefined;
}

function candidateFolders(sources: TransportSources, reference: TransportReference): readonly string[] {
  if (reference.kind === "folder") return [reference.path];
  const modules = modulesFolders(sources);
  return reference.names.flatMap((name) => modules.map((folder) => `${folder}/${name}`));
}

/** Where packages are looked for by their names. */
export function modulesFolders({ configuration, packageFolders }: TransportSources): readonly string[] {
  return [...configuration.map(({ path }) => `${folderOf(path)}/node_modules`), ...packageFolders];
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function notFound(
  name: string,
  reference: TransportReference,
  folders: readonly string[],
  builtIn: readonly string[],
): SallyportError {
  const why =
    reference.kind === "folder"
      ? `there is no ${reference.path}/package.json`
      : `${reference.names.join(" and ")} ${reference.names.length > 1 ? "are" : "is"} not installed`;
  const looked =
    reference.kind === "folder" || folders.length === 0 ? "" : `; looked at ${folders.join(", ")}`;
  return new SallyportError(
    "SALLYPORT_TRANSPORT_NOT_FOUND",
    `transport ${quoted(name)} is not there: ${why}${looked}`,
    {
      hint: `built in: ${builtIn.join(", ")}; \`sallyport transports\` lists what is installed`,
      details: { transport: name, folders },
    },
  );
}

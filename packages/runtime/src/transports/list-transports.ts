import { hasErrno, messageOf } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { locateTransport, modulesFolders } from "./locate-transport.ts";
import { readTransportPackage, type TransportPackage } from "./read-package.ts";
import type { TransportSources } from "./transport-sources.ts";

/** A transport that is configured or installed, whether or not it can be used. */
export type ListedTransport = {
  /** What `--transport` takes. */
  readonly name: string;
  readonly source: "configured" | "installed";
} & ({ readonly package: TransportPackage } | { readonly problem: string });

const installed = /^(?:@sallyport\/|sallyport-)transport-(.+)$/;

/**
 * All transports that are not built in, in the order in which a name finds them. Of a package nothing but its
 * package.json is read.
 *
 * @param builtIn ids that no package can have
 */
export function listTransports(
  host: Host,
  sources: TransportSources,
  builtIn: readonly string[],
): readonly ListedTransport[] {
  const listed = new Map<string, ListedTransport>();
  const add = (
    name: string,
    source: ListedTransport["source"],
    find: () => TransportPackage | undefined,
  ): void => {
    if (listed.has(name) || builtIn.includes(name)) return;
    try {
      const found = find();
      if (found !== undefined) listed.set(name, { name, source, package: found });
    } catch (error) {
      listed.set(name, { name, source, problem: messageOf(error) });
    }
  };
  for (const { content } of sources.configuration) {
    for (const name of Object.keys(content.transports ?? {})) {
      add(name, "configured", () => locateTransport(host, sources, name, builtIn));
    }
  }
  for (const folder of modulesFolders(sources)) {
    for (const packageName of packageNames(host, folder)) {
      const name = installed.exec(packageName)?.[1];
      if (name === undefined) continue;
      add(name, "installed", () => readTransportPackage(host, `${folder}/${packageName}`, builtIn));
    }
  }
  return [...listed.values()];
}

/** Ours in its scope go before those of others with the same name, as a name finds them. */
function packageNames(host: Host, folder: string): readonly string[] {
  const scope = "@sallyport";
  return [...namesIn(host, `${folder}/${scope}`).map((name) => `${scope}/${name}`), ...namesIn(host, folder)];
}

function namesIn(host: Host, folder: string): readonly string[] {
  try {
    return host.files.list(folder).toSorted();
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES")) return [];
    throw error;
  }
}

import { hasErrno, messageOf, SallyportError } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";
import { parseTransportManifest, type TransportManifest } from "@sallyport/transport";

/** A transport's package, as its package.json describes it. */
export interface TransportPackage {
  /** Of the package: `sallyport-transport-lab`. */
  readonly name: string;
  readonly version: string;
  /** Its folder. */
  readonly folder: string;
  readonly manifest: TransportManifest;
}

const maximumSize = 1024 * 1024;

/**
 * Reads what a folder's package.json says of a transport; undefined when it has none. Nothing of the package is run.
 *
 * @param builtIn ids that no package can have
 * @throws SallyportError SALLYPORT_INVALID_TRANSPORT
 */
export function readTransportPackage(
  host: Host,
  folder: string,
  builtIn: readonly string[],
): TransportPackage | undefined {
  const path = `${folder}/package.json`;
  const text = readPackageText(host, path);
  if (text === undefined) return undefined;
  const content = parseJson(text, path);
  const { name, version, sallyport } = propertiesOf(content);
  const { transport } = propertiesOf(sallyport);
  if (transport === undefined) {
    throw invalid(`${path} has no sallyport.transport: the package is no transport for sallyport`);
  }
  const manifest = parseManifest(transport, path);
  if (builtIn.includes(manifest.id)) {
    throw invalid(`${path}: sallyport.transport.id "${manifest.id}" is that of a transport that is built in`);
  }
  return { name: textOf(name), version: textOf(version), folder, manifest };
}

function readPackageText(host: Host, path: string): string | undefined {
  try {
    return readText(host, path, { maximum: maximumSize });
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
    throw invalid(`package.json cannot be read: ${messageOf(error)}`, error);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`${path} is no JSON: ${messageOf(error)}`, error);
  }
}

function parseManifest(value: unknown, path: string): TransportManifest {
  try {
    return parseTransportManifest(value);
  } catch (error) {
    throw invalid(`${path}: ${messageOf(error)}`, error);
  }
}

function propertiesOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function invalid(message: string, cause?: unknown): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_TRANSPORT", message, cause === undefined ? {} : { cause });
}

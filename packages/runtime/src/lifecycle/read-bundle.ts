import { hasErrno, messageOf, type OciConfiguration, SallyportError, withContext } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";

export interface Bundle {
  /** Absolute. */
  readonly path: string;
  readonly configuration: OciConfiguration;
  /** Of config.json, as it is. */
  readonly text: string;
}

const maximumSize = 16 * 1024 * 1024;

/** Throws SALLYPORT_INVALID_BUNDLE, naming the file. */
export async function readBundle(host: Host, path: string): Promise<Bundle> {
  const absolute = path.startsWith("/") ? path : `${host.process.workingDirectory()}/${path}`;
  const file = `${absolute}/config.json`;
  try {
    const text = readText(host, file, { maximum: maximumSize });
    return { path: absolute, text, configuration: await parseConfiguration(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(`${file}: invalid JSON: ${messageOf(error)}`);
    if (hasErrno(error, "ENOENT")) throw invalid(messageOf(error));
    throw withContext(file, error);
  }
}

export async function parseConfiguration(value: unknown): Promise<OciConfiguration> {
  return (await import("@sallyport/core/schemas")).parseOciConfiguration(value);
}

function invalid(message: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_BUNDLE", message, {
    hint: "`sallyport spec` writes a config.json; --bundle names the folder that it is in",
  });
}

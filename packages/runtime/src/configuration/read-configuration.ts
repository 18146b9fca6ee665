import { type Configuration, hasErrno, messageOf, SallyportError, withContext } from "@sallyport/core";
import { type FileStatus, type Host, readText } from "@sallyport/host";
import { configurationPaths } from "./configuration-files.ts";

/** A configuration file that was read. */
export interface ConfigurationFile {
  /** Absolute. */
  readonly path: string;
  readonly content: Configuration;
}

const maximumSize = 1024 * 1024;
const writableByOthers = 0o002;

/**
 * The configuration files that there are, the one that counts most first: `asked`, everybody's, the user's own. A file
 * that is not there costs one failed system call.
 *
 * @param asked must be there
 * @throws SallyportError SALLYPORT_INVALID_CONFIGURATION, SALLYPORT_SYSTEM_CALL
 */
export async function readConfiguration(
  host: Host,
  asked: string | undefined,
): Promise<readonly ConfigurationFile[]> {
  const found = configurationPaths(host).filter((path) => isTrusted(host, path));
  const paths = asked === undefined ? found : [absolute(host, asked), ...found];
  return await Promise.all(paths.map((path) => readFile(host, path)));
}

function absolute({ process }: Host, path: string): string {
  return path.startsWith("/") ? path : `${process.workingDirectory()}/${path}`;
}

/** False when there is none. Throws when somebody else could have written it. */
function isTrusted(host: Host, path: string): boolean {
  const status = statusOf(host, path);
  if (status === undefined) return false;
  const { uid, mode } = status;
  const isOurs = uid === 0 || uid === host.process.effectiveUid;
  if (isOurs && (mode & writableByOthers) === 0) return true;
  const why = isOurs ? "everybody may write it" : `it belongs to user ${uid}`;
  throw invalid(path, why, "it may name code to run: only root or you may be able to write it");
}

function statusOf(host: Host, path: string): FileStatus | undefined {
  try {
    return host.files.status(path);
  } catch (error) {
    // EACCES: a home directory that this user may not enter, as under `su` without a login.
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES")) return undefined;
    throw error;
  }
}

async function readFile(host: Host, path: string): Promise<ConfigurationFile> {
  try {
    const text = readText(host, path, { maximum: maximumSize });
    const { parseConfiguration } = await import("@sallyport/core/schemas");
    return { path, content: parseConfiguration(parseJson(text)) };
  } catch (error) {
    throw withContext(`configuration file "${path}"`, error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SallyportError("SALLYPORT_INVALID_CONFIGURATION", `invalid JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function invalid(path: string, why: string, hint: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_CONFIGURATION", `configuration file "${path}": ${why}`, {
    hint,
  });
}

import { messageOf, SallyportError, type SupervisionPolicy, withContext } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";

const maximumSize = 1024 * 1024;

/** The policy in a file. Throws SALLYPORT_INVALID_POLICY with the file, the field, its value and what was expected. */
export async function readPolicyFile(host: Host, path: string): Promise<SupervisionPolicy> {
  const value = readJson(host, path);
  const { parseSupervisionPolicy } = await import("@sallyport/core/schemas");
  try {
    return parseSupervisionPolicy(value);
  } catch (error) {
    throw withContext(`policy ${path}`, error);
  }
}

function readJson(host: Host, path: string): unknown {
  try {
    return JSON.parse(readText(host, path, { maximum: maximumSize }));
  } catch (error) {
    throw new SallyportError("SALLYPORT_INVALID_POLICY", `policy ${path}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

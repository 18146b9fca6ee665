import { type OciProcess, withContext } from "@sallyport/core";
import { type Host, readText } from "@sallyport/host";

const maximumSize = 16 * 1024 * 1024;

/** The OCI process in a file: its first JSON value; what follows is ignored, as are unknown fields. */
export async function readProcessFile(host: Host, path: string): Promise<OciProcess> {
  const text = readProcessText(host, path);
  const { parseFirstJsonValue, parseOciProcess } = await import("@sallyport/core/schemas");
  try {
    return parseOciProcess(parseFirstJsonValue(text));
  } catch (error) {
    throw withContext(`error parsing process file: ${path}`, error);
  }
}

function readProcessText(host: Host, path: string): string {
  try {
    return readText(host, path, { maximum: maximumSize });
  } catch (error) {
    throw withContext(`error opening process file: ${path}`, error);
  }
}

import type { OciProcess } from "../oci-process.ts";
import { withContext } from "../sallyport-error.ts";
import { hostProcessSchema } from "./oci-process-schema.ts";
import { parseWith } from "./parse-with.ts";

/**
 * Reads an OCI process: unknown fields are ignored, null is as good as missing. Throws
 * SALLYPORT_INVALID_PROCESS `label: process.args[0] 7 must be a string`; without a label the field comes first.
 */
export function parseOciProcess(value: unknown, label?: string): OciProcess {
  try {
    return parseWith(hostProcessSchema, value, {
      code: "SALLYPORT_INVALID_PROCESS",
      root: "process",
      fieldPrefix: "process",
    });
  } catch (error) {
    throw label === undefined ? error : withContext(label, error);
  }
}

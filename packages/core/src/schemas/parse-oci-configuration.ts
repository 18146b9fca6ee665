import type { OciConfiguration } from "../oci-configuration.ts";
import { ociConfigurationSchema } from "./oci-configuration-schema.ts";
import { parseWith } from "./parse-with.ts";

/**
 * Reads a bundle's config.json: unknown fields are ignored, null is as good as missing, and what would be neglected to
 * the container's harm is refused. Throws SALLYPORT_INVALID_BUNDLE `mounts[0].destination 7 must be …`.
 */
export function parseOciConfiguration(value: unknown): OciConfiguration {
  return parseWith(ociConfigurationSchema, value, {
    code: "SALLYPORT_INVALID_BUNDLE",
    root: "config.json",
    fieldPrefix: "",
  });
}

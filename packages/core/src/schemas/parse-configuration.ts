import { toJSONSchema } from "zod/mini";
import type { Configuration } from "../configuration.ts";
import { configurationSchema } from "./configuration-schema.ts";
import { parseWith } from "./parse-with.ts";

/**
 * Reads what a configuration file holds. Throws SALLYPORT_INVALID_CONFIGURATION
 * `transports.lab.package 7 must be a string`.
 */
export function parseConfiguration(value: unknown): Configuration {
  return parseWith(configurationSchema, value, {
    code: "SALLYPORT_INVALID_CONFIGURATION",
    root: "the configuration",
    fieldPrefix: "",
  });
}

/** The same as JSON Schema, for editors. */
export function configurationJsonSchema(): object {
  return { title: "Configuration of sallyport", ...toJSONSchema(configurationSchema, { io: "input" }) };
}

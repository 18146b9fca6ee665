export { configurationJsonSchema, parseConfiguration } from "./parse-configuration.ts";
export { parseOciProcess } from "./parse-oci-process.ts";
export { parseRunscState } from "./parse-runsc-state.ts";

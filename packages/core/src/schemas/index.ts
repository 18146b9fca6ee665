export { parseOciProcess } from "./parse-oci-process.ts";
export { parseRunscState } from "./parse-runsc-state.ts";

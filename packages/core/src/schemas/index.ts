export { parseOciProcess } from "./parse-oci-process.ts";
export { parseRunscState, type StateOrigin } from "./parse-runsc-state.ts";

export { parseFirstJsonValue } from "../first-json-value.ts";
export { configurationJsonSchema, parseConfiguration } from "./parse-configuration.ts";
export { parseOciConfiguration } from "./parse-oci-configuration.ts";
export { parseOciProcess } from "./parse-oci-process.ts";
export { parseOciSeccomp } from "./parse-oci-seccomp.ts";
export { parseSupervisionPolicy, supervisionPolicyJsonSchema } from "./parse-supervision-policy.ts";
export { parseRunscState } from "./parse-runsc-state.ts";
export { parseCrunStatus, parseHostConfiguration, parseRuncState } from "./parse-host-state.ts";
export { parseOwnState } from "./own-state-schema.ts";

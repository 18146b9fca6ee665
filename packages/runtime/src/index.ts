export { createRuntime, type Services } from "./composition-root.ts";
export { DisposalStack } from "./disposal-stack.ts";
export { exec } from "./exec/exec.ts";
export { type ExecOptions, type ExecOutcome } from "./exec/exec-options.ts";
export { readProcessFile } from "./exec/read-process-file.ts";
export { openContainer, type OpenedContainer, openTransport } from "./open-container.ts";
export { type RuntimeSettings } from "./runtime-settings.ts";
export { type ContainerListing, type ContainerStore } from "./state/container-store.ts";
export { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } from "./tokens.ts";

import type { Dialect } from "@sallyport/core";
import type { EngineName } from "@sallyport/flags";
import { containerdConfiguration } from "./containerd-configuration.ts";
import { dockerConfiguration } from "./docker-configuration.ts";
import { podmanConfiguration } from "./podman-configuration.ts";

/** How one engine is told of a runtime. Texts in, texts out; undefined: there is no such file. */
export interface EngineConfiguration {
  path(runtime: Dialect): string;
  /** @throws SallyportError SALLYPORT_INVALID_CONFIGURATION for a text that it cannot add to */
  configured(before: string | undefined, runtime: Dialect, file: string): string;
  unconfigured(before: string | undefined, runtime: Dialect, file: string): string | undefined;
  /** What the user has to do for the engine to see it. */
  readonly next: (runtime: Dialect) => string;
}

export const engineConfigurations: Readonly<Record<EngineName, EngineConfiguration>> = {
  podman: podmanConfiguration,
  containerd: containerdConfiguration,
  docker: dockerConfiguration,
};

import type { EngineConfiguration } from "./engine-configuration.ts";

/** A file of our own beside containers.conf, which podman reads after it. containers.conf(5) */
export const podmanConfiguration: EngineConfiguration = {
  path: (runtime) => `/etc/containers/containers.conf.d/sallyport-${runtime}.conf`,
  configured: (_, runtime, file) =>
    `# Written by sallyport install.\n[engine.runtimes]\n${runtime} = [${JSON.stringify(file)}]\n`,
  unconfigured: () => undefined,
  next: (runtime) => `podman --runtime ${runtime} run … uses it`,
};

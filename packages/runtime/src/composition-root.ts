import "./reflect-ponyfill.ts";
import type { Host } from "@sallyport/host";
import { socketTransport } from "@sallyport/transport-socket";
import { container, type DependencyContainer, instanceCachingFactory } from "tsyringe";
import type { RuntimeSettings } from "./runtime-settings.ts";
import { createRunscStore } from "./state/runsc-store.ts";
import { defaultStateDirectory } from "./state/state-directory.ts";
import { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } from "./tokens.ts";

/** Resolves the tokens of tokens.ts. */
export type Services = DependencyContainer;

/** Every service of one program run, made when it is first asked for. */
export function createRuntime(host: Host, settings: RuntimeSettings): Services {
  const services = container.createChildContainer();
  services.register(HOST, { useValue: host });
  services.register(SETTINGS, { useValue: settings });
  services.register(TRANSPORTS, { useValue: [socketTransport] });
  services.register(CONTAINER_STORE, {
    useFactory: instanceCachingFactory((resolver) => {
      const { root } = resolver.resolve(SETTINGS);
      const system = resolver.resolve(HOST);
      return createRunscStore(system, root ?? defaultStateDirectory(system));
    }),
  });
  return services;
}

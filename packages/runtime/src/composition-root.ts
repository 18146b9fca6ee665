import "./reflect-ponyfill.ts";
import type { Host } from "@sallyport/host";
import { ptraceHostTransport } from "@sallyport/transport-ptrace-host";
import { socketTransport } from "@sallyport/transport-socket";
import { container, type DependencyContainer, instanceCachingFactory } from "tsyringe";
import type { RuntimeSettings } from "./runtime-settings.ts";
import { supervisorProgram } from "./supervisor-program.ts";
import { createContainerStore } from "./state/container-store.ts";
import { crunContainers } from "./state/crun-containers.ts";
import { crunDirectory, ownDirectory, runcDirectory, runscDirectory } from "./state/default-directories.ts";
import { ownContainers } from "./state/own-containers.ts";
import { runcContainers } from "./state/runc-containers.ts";
import { runscContainers } from "./state/runsc-containers.ts";
import { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } from "./tokens.ts";

/** Resolves the tokens of tokens.ts. */
export type Services = DependencyContainer;

/** Every service of one program run, made when it is first asked for. */
export function createRuntime(host: Host, settings: RuntimeSettings): Services {
  const services = container.createChildContainer();
  services.register(HOST, { useValue: host });
  services.register(SETTINGS, { useValue: settings });
  const hostTransport = ptraceHostTransport({ supervisor: () => supervisorProgram(settings) });
  services.register(TRANSPORTS, { useValue: [socketTransport, hostTransport] });
  services.register(CONTAINER_STORE, {
    useFactory: instanceCachingFactory((resolver) => {
      const { root } = resolver.resolve(SETTINGS);
      const system = resolver.resolve(HOST);
      return createContainerStore(system, [
        runscContainers(system, root ?? runscDirectory(system)),
        runcContainers(system, root ?? runcDirectory(system)),
        crunContainers(system, root ?? crunDirectory(system)),
        ownContainers(system, root ?? ownDirectory(system)),
      ]);
    }),
  });
  return services;
}

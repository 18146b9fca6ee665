import type { Host } from "@sallyport/host";
import type { SandboxTransport } from "@sallyport/transport";
import type { InjectionToken } from "tsyringe";
import type { ContainerStore } from "./state/container-store.ts";
import type { RuntimeSettings } from "./runtime-settings.ts";

export const HOST: InjectionToken<Host> = Symbol.for("sallyport.Host");
export const SETTINGS: InjectionToken<RuntimeSettings> = Symbol.for("sallyport.RuntimeSettings");
export const CONTAINER_STORE: InjectionToken<ContainerStore> = Symbol.for("sallyport.ContainerStore");
export const TRANSPORTS: InjectionToken<readonly SandboxTransport[]> = Symbol.for("sallyport.Transports");

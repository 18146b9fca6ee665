import type { ExecRequest } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { fakeWaiter } from "@sallyport/testkit";
import { createRuntime } from "../src/composition-root.ts";
import { exec } from "../src/exec/exec.ts";
import type { ExecOptions } from "../src/exec/exec-options.ts";
import { TRANSPORTS } from "../src/tokens.ts";
import { execRequest } from "./container-record.ts";
import { execOptions } from "./exec-options.ts";
import { createScriptedTransport, type TransportScript } from "./scripted-transport.ts";
import { runtimeSettings, waiterPath } from "./settings.ts";
import { stateFile } from "./state-file.ts";

const { root = "" } = runtimeSettings();

export interface PrepareOptions extends TransportScript {
  readonly host?: FakeHostOptions;
  /** The host as exec gets it. */
  readonly adapt?: (host: Host) => Host;
  readonly request?: Partial<ExecRequest>;
  readonly options?: Partial<ExecOptions>;
}

/** An exec into the container `web` behind a scripted transport. */
export function prepareExec({ host: hostOptions, adapt, request, options, ...script }: PrepareOptions = {}) {
  const fake = createFakeHost({
    programs: { [waiterPath]: fakeWaiter },
    ...hostOptions,
    files: { "/dev/null": "", ...stateFile(root, "web"), ...hostOptions?.files },
  });
  const { transport, events } = createScriptedTransport(script);
  const host = adapt?.(fake) ?? fake;
  const services = createRuntime(host, runtimeSettings());
  services.register(TRANSPORTS, { useValue: [transport] });
  const before = fake.fake.openDescriptors();
  return {
    host: fake,
    /** What the transport was asked for. */
    events,
    run: () => exec(services, execOptions({ request: execRequest(request), ...options })),
    /** Descriptors that were opened and not closed. */
    leaked: () => fake.fake.openDescriptors().filter((fd) => !before.includes(fd)),
  };
}

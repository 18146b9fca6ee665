import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import type { DeclaredCapabilities } from "@sallyport/transport";
import { createMockSandbox } from "@sallyport/transport-mock";
import type { ConformanceTarget } from "../src/conformance/index.ts";
import { guestPrograms, mockGuest } from "../src/conformance/mock-guest.ts";

const mockContainer = {
  kind: "external",
  id: "web",
  status: "running",
  process: {},
  annotations: {},
  bundle: "",
  createdAt: "",
  owner: "",
  stateDirectory: "",
  sandbox: undefined,
} as const;

/** A mock sandbox on a fake host: nothing of it is outside of this process, and no time passes by itself. */
export function mockTarget(
  capabilities: DeclaredCapabilities = {},
  hostOptions: FakeHostOptions = {},
): ConformanceTarget {
  const create = () => createMockSandbox({ programs: guestPrograms, capabilities });
  const { transport, clock } = create();
  const host = createFakeHost(hostOptions);
  return {
    host,
    countDescriptors: () => host.fake.openDescriptors().length,
    transport,
    options: undefined,
    container: mockContainer,
    guest: mockGuest,
    passTime: (milliseconds) => clock.advance(milliseconds),
    async sacrifice() {
      const sacrificed = create();
      return {
        transport: sacrificed.transport,
        container: mockContainer,
        destroy: async () => sacrificed.die(),
        [Symbol.asyncDispose]: async () => sacrificed.die(),
      };
    },
  };
}

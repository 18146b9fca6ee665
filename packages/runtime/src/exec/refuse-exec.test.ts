import { createFakeHost } from "@sallyport/host/fake";
import { completeCapabilities, type TransportCapabilities } from "@sallyport/transport";
import { describe, expect, it } from "vitest";
import { containerRecord, execRequest } from "../../test/container-record.ts";
import { createScriptedTransport } from "../../test/scripted-transport.ts";
import { execOptions } from "../../test/exec-options.ts";
import { refuseExec } from "./refuse-exec.ts";

const { transport } = createScriptedTransport();
const passing = execRequest({ passFds: [{ host: 5, guest: 6 }] });

function target(capabilities: Partial<TransportCapabilities>) {
  return {
    transport,
    container: containerRecord(),
    capabilities: completeCapabilities({ ...transport.capabilities, ...capabilities }),
    options: undefined,
  };
}

describe("an exec", () => {
  it("is refused when it asks for more than the transport can do", () => {
    const refused = () =>
      refuseExec(createFakeHost(), target({ passFds: false }), execOptions({ request: passing }));
    expect(refused).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_UNSUPPORTED",
        message:
          '--pass-fd 5:6 cannot be done in container "web" by transport "socket", whose capability passFds is false there, not true',
        details: { transport: "socket", capability: "passFds", asked: "--pass-fd 5:6", containerId: "web" },
      }),
    );
  });

  it("is not refused when it can be done", () => {
    const options = execOptions({ request: passing, detach: true });
    expect(() => refuseExec(createFakeHost(), target({}), options)).not.toThrow();
  });

  it("needs standard error apart only where ours is", () => {
    const merged = target({ separateStderr: false });
    expect(() => refuseExec(createFakeHost(), merged, execOptions())).toThrow(
      "standard error apart from standard output cannot be done",
    );
    const host = createFakeHost({ terminal: { rows: 24, columns: 80 } });
    expect(() => refuseExec(host, merged, execOptions())).not.toThrow();
  });
});

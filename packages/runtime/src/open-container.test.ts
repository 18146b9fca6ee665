import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { createScriptedTransport } from "../test/scripted-transport.ts";
import { runtimeSettings } from "../test/settings.ts";
import { stateFile } from "../test/state-file.ts";
import { createRuntime } from "./composition-root.ts";
import { openContainer } from "./open-container.ts";
import { TRANSPORTS } from "./tokens.ts";

function runtime(transport?: string) {
  const host = createFakeHost({ files: stateFile("/run/state", "web") });
  const scripted = createScriptedTransport();
  const services = createRuntime(host, runtimeSettings({ transport }));
  services.register(TRANSPORTS, { useValue: [scripted.transport] });
  return { services, events: scripted.events };
}

describe("opening a container", () => {
  it("gives its record, and a handle by the transport of its kind", async () => {
    const { services, events } = runtime();
    const { container, handle } = await openContainer(services, "we");
    expect(container.id).toBe("web");
    expect(await handle.status()).toBe("running");
    expect(events).toEqual(["open", "status"]);
  });

  it("says what it was doing when there is no such container", async () => {
    await expect(openContainer(runtime().services, "db")).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_NOT_FOUND",
        message: 'loading sandbox: container "db": file does not exist',
      }),
    );
  });

  it("knows the transport that is asked for, or names those it knows", async () => {
    expect((await openContainer(runtime("socket").services, "web")).container.id).toBe("web");
    const { services, events } = runtime("carrier-pigeon");
    await expect(openContainer(services, "web")).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_UNSUPPORTED",
        message: 'transport "carrier-pigeon" is unknown',
        hint: "known transports: socket",
      }),
    );
    expect(events).toEqual([]);
  });
});

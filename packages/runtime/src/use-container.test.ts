import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { createScriptedTransport, type TransportScript } from "../test/scripted-transport.ts";
import { runtimeSettings } from "../test/settings.ts";
import { stateFile } from "../test/state-file.ts";
import { createRuntime } from "./composition-root.ts";
import { TRANSPORTS } from "./tokens.ts";
import { type ContainerNeeds, useContainer } from "./use-container.ts";

const state: ContainerNeeds<"state"> = { asked: "state", methods: ["state"] };

function runtime({ transport, ...script }: TransportScript & { readonly transport?: string } = {}) {
  const host = createFakeHost({ files: stateFile("/run/state", "web") });
  const scripted = createScriptedTransport(script);
  const services = createRuntime(host, runtimeSettings({ transport }));
  services.register(TRANSPORTS, { useValue: [scripted.transport] });
  const stateOf = (id: string) =>
    useContainer(services, id, state, async (handle, container) => [container.id, await handle.state()]);
  return { services, stateOf, events: scripted.events };
}

describe("using a container", () => {
  it("gives its record, and a handle by the transport of its kind, which is closed afterwards", async () => {
    const { stateOf, events } = runtime();
    expect(await stateOf("we")).toEqual(["web", { status: "running" }]);
    expect(events).toEqual(["open", "status", "dispose"]);
  });

  it("closes the handle when the work fails", async () => {
    const { services, events } = runtime();
    const failing = useContainer(services, "web", state, () => Promise.reject(new Error("broken")));
    await expect(failing).rejects.toThrow("broken");
    expect(events).toEqual(["open", "dispose"]);
  });

  it("says what it was doing when there is no such container", async () => {
    await expect(runtime().stateOf("db")).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_NOT_FOUND",
        message: 'loading sandbox: container "db": file does not exist',
      }),
    );
  });

  it("knows the transport that is asked for, or names those it knows", async () => {
    expect(await runtime({ transport: "socket" }).stateOf("web")).toBeDefined();
    const { stateOf, events } = runtime({ transport: "carrier-pigeon" });
    await expect(stateOf("web")).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_TRANSPORT_NOT_FOUND",
        message: expect.stringMatching(/^transport "carrier-pigeon" is not there: /),
        hint: "built in: socket; `sallyport transports` lists what is installed",
      }),
    );
    expect(events).toEqual([]);
  });

  it("opens nothing when the transport cannot do what is needed", async () => {
    const { stateOf, events } = runtime({ capabilities: { state: false } });
    await expect(stateOf("web")).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_UNSUPPORTED",
        message:
          'state cannot be done in container "web" by transport "socket", whose capability state is false there, not true',
      }),
    );
    expect(events).toEqual([]);
  });

  it("tells of a transport that lacks a method of what it declares", async () => {
    const { services, events } = runtime({ capabilities: { init: true }, without: ["wait"] });
    const waiting = useContainer(services, "web", { asked: "wait", methods: ["wait"] }, async (handle) =>
      handle.wait(),
    );
    await expect(waiting).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_TRANSPORT_DEFECT",
        message: 'transport "socket" breaks its contract: its handle lacks one of wait',
      }),
    );
    expect(events).toEqual(["open", "dispose"]);
  });
});

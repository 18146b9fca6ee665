import { createFakeHost } from "@sallyport/host/fake";
import type { InjectionToken } from "tsyringe";
import { describe, expect, it } from "vitest";
import { runtimeSettings } from "../test/settings.ts";
import { stateFile } from "../test/state-file.ts";
import { createRuntime } from "./composition-root.ts";
import * as tokens from "./tokens.ts";

const settings = runtimeSettings();
const { CONTAINER_STORE, HOST, SETTINGS, TRANSPORTS } = tokens;

describe("the services of a program run", () => {
  it.each(Object.entries<InjectionToken>(tokens))(
    "have something bound to %s, the same at each call",
    (_, token) => {
      const services = createRuntime(createFakeHost(), settings);
      const service: unknown = services.resolve(token);
      expect(service).toBeTypeOf("object");
      expect(services.resolve(token)).toBe(service);
    },
  );

  it("are those of that run alone", () => {
    const host = createFakeHost();
    const [one, other] = [
      createRuntime(host, settings),
      createRuntime(createFakeHost(), { ...settings, netRaw: true }),
    ];
    expect(one.resolve(HOST)).toBe(host);
    expect(one.resolve(SETTINGS).netRaw).toBe(false);
    expect(other.resolve(SETTINGS).netRaw).toBe(true);
    expect(one.resolve(CONTAINER_STORE)).not.toBe(other.resolve(CONTAINER_STORE));
  });

  it("reach sandboxes by their control socket, and containers by the host's own kernel", () => {
    const transports = createRuntime(createFakeHost(), settings).resolve(TRANSPORTS);
    expect(transports.map(({ id }) => id)).toEqual(["socket", "ptrace-host"]);
  });

  it.each([
    ["/run/state", "/run/state"],
    [undefined, "/run/user/7/runsc"],
  ])("find containers below the root %j", async (root, directory) => {
    const environment = { XDG_RUNTIME_DIR: "/run/user/7" };
    const host = createFakeHost({ environment, files: stateFile(directory, "web") });
    const store = createRuntime(host, { ...settings, root }).resolve(CONTAINER_STORE);
    expect((await store.find("web")).stateDirectory).toBe(directory);
  });
});

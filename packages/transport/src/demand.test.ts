import { describe, expect, it } from "vitest";
import { completeCapabilities } from "./declared-capabilities.ts";
import { demand, refuseUnsupported } from "./demand.ts";

const pigeon = { id: "pigeon", hints: { tty: "birds cannot type" } };
const capabilities = completeCapabilities({ tty: "emulated", passFds: true });
const refuse = (...demands: Parameters<typeof refuseUnsupported>[3]) =>
  refuseUnsupported(pigeon, "web", capabilities, demands);

describe("a transport", () => {
  it("is asked for what it can do", () => {
    expect(() => refuse()).not.toThrow();
    expect(() => refuse(demand("tty", "--tty"), demand("passFds", "--pass-fd 3"))).not.toThrow();
  });

  it("is not asked for what it cannot do: the refusal names it, the capability and what was asked", () => {
    expect(() => refuse(demand("passFds", "--pass-fd 3"), demand("users", "--user"))).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_UNSUPPORTED",
        message:
          '--user cannot be done in container "web" by transport "pigeon", whose capability users is false there, not true',
        hint: undefined,
        details: { transport: "pigeon", capability: "users", asked: "--user", containerId: "web" },
      }),
    );
  });

  it("is not asked for more than it can do, and its hint is told", () => {
    expect(() => refuse({ capability: "tty", modes: ["native"], asked: "--console-socket" })).toThrow(
      expect.objectContaining({
        message:
          '--console-socket cannot be done in container "web" by transport "pigeon", whose capability tty is emulated there, not native',
        hint: "birds cannot type",
      }),
    );
  });
});

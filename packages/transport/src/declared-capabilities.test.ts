import type { ContainerRecord } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import { capabilitiesFor, completeCapabilities } from "./declared-capabilities.ts";
import { capabilityModes } from "./transport-capabilities.ts";

const container: ContainerRecord = {
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
};

describe("a capability that is not declared", () => {
  it("has the least of its modes, which is the first", () => {
    const least = Object.entries(capabilityModes).map(([name, [first]]) => [name, first]);
    expect(completeCapabilities({})).toEqual(Object.fromEntries(least));
  });
});

describe("the capabilities in a container", () => {
  const capabilities = { tty: "native", passFds: true } as const;

  it("are all that are declared", () => {
    expect(capabilitiesFor({ capabilities }, container)).toMatchObject({ ...capabilities, execFd: false });
  });

  it("are those that the transport tells for it", () => {
    const capabilitiesOf = ({ id }: ContainerRecord) => (id === "web" ? { passFds: true } : capabilities);
    expect(capabilitiesFor({ capabilities, capabilitiesOf }, container)).toMatchObject({
      tty: "none",
      passFds: true,
    });
  });
});

import { describe, expect, it } from "vitest";
import { containerRecord } from "../test/records.ts";
import { controlAddresses, formatAddress } from "./control-address.ts";

const beside = { kind: "path", path: "/state/runsc-web.sock" };

describe("controlAddresses", () => {
  it.each([
    [
      "the recorded path, then beside the state",
      "/elsewhere/x.sock",
      [{ kind: "path", path: "/elsewhere/x.sock" }, beside],
    ],
    ["a path beside the state once", "/state/runsc-web.sock", [beside]],
    [
      "the recorded abstract name",
      "\0runsc-sandbox.web",
      [{ kind: "abstract", name: "runsc-sandbox.web" }, beside],
    ],
    [
      "the name of the oldest releases with and without its trailing NUL",
      undefined,
      [
        { kind: "abstract", name: "runsc-sandbox.web\0" },
        { kind: "abstract", name: "runsc-sandbox.web" },
        beside,
      ],
    ],
  ])("gives %s", (_, controlAddress, expected) => {
    expect(controlAddresses(containerRecord({ controlAddress }, { stateDirectory: "/state" }))).toEqual(
      expected,
    );
  });

  it("goes by the sandbox's id, not the container's", () => {
    const record = containerRecord({ id: "pod" }, { id: "web", stateDirectory: "/state" });
    expect(controlAddresses(record).map(formatAddress)).toEqual([
      "@runsc-sandbox.pod@",
      "@runsc-sandbox.pod",
      "/state/runsc-pod.sock",
    ]);
  });

  it("gives none when there is no sandbox", () => {
    expect(controlAddresses(containerRecord({}, { sandbox: undefined }))).toEqual([]);
  });
});

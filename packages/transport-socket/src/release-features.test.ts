import { describe, expect, it } from "vitest";
import { containerRecord } from "../test/records.ts";
import { releaseFeatures } from "./release-features.ts";

function featuresOf(version: string | undefined, controlAddress: string | undefined) {
  return releaseFeatures(containerRecord({ version, controlAddress }).sandbox);
}

const none = { guestFds: false, execFd: false, noNewPrivileges: false, processGroupSignal: false };
const path = "/run/runsc-web.sock";

describe("releaseFeatures", () => {
  it.each([
    ["0.0~20221219.0", { ...none, runtimeState: "no", eventArgument: "none" }],
    ["release-20230320.0", { ...none, guestFds: true, runtimeState: "no", eventArgument: "id-or-none" }],
    ["release-20230403.0", { ...none, guestFds: true, execFd: true, runtimeState: "no" }],
    ["release-20240422.0", { runtimeState: "no" }],
    ["release-20240429.0", { runtimeState: "yes", eventArgument: "id-or-none" }],
    ["0.0~20240729.0", { ...none, guestFds: true, execFd: true, runtimeState: "yes", eventArgument: "id" }],
    ["release-20250820.0", { noNewPrivileges: true, processGroupSignal: false }],
    ["release-20260406.0-30-gabcdef", { processGroupSignal: false }],
    ["release-20260413.0", { noNewPrivileges: true, processGroupSignal: true }],
  ])("knows what %s does", (version, expected) => {
    expect(featuresOf(version, path)).toMatchObject(expected);
  });

  it.each([
    ["no address", undefined, undefined, { ...none, runtimeState: "no", eventArgument: "none" }],
    ["an empty address", undefined, "", { ...none, runtimeState: "no", eventArgument: "none" }],
    ["a path", undefined, path, { ...none, runtimeState: "maybe", eventArgument: "id-or-none" }],
    [
      "an unknown version",
      "VERSION_MISSING",
      path,
      { ...none, runtimeState: "maybe", eventArgument: "id-or-none" },
    ],
    ["an abstract address", undefined, "\0runsc-sandbox.web", { ...none, runtimeState: "maybe" }],
  ])("claims nothing that %s does not show", (_, version, controlAddress, expected) => {
    expect(featuresOf(version, controlAddress)).toMatchObject(expected);
  });
});

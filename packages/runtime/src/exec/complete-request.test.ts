import { describe, expect, it } from "vitest";
import { containerRecord, execRequest } from "../../test/container-record.ts";
import { runtimeSettings } from "../../test/settings.ts";
import type { RuntimeSettings } from "../runtime-settings.ts";
import { completeRequest } from "./complete-request.ts";

const settings = runtimeSettings();
const { process: plain } = execRequest();
const withChanges = (changes: object) => execRequest({ process: { ...plain, ...changes } });

describe("a request that is completed from the container", () => {
  it("follows the rules of the settings", () => {
    const uid = (compat: RuntimeSettings["compat"]) =>
      completeRequest(execRequest(), containerRecord(), { ...settings, compat }).uid;
    expect([uid("newest"), uid("20240729")]).toEqual([7, 0]);
  });

  it.each([
    [false, 1],
    [true, 8193],
  ])("keeps CAP_NET_RAW only where the settings say so: %j", (netRaw, mask) => {
    const request = withChanges({ capabilities: ["CAP_NET_RAW", "CAP_CHOWN"] });
    const { capabilities } = completeRequest(request, containerRecord(), { ...settings, netRaw });
    expect(capabilities.bounding).toBe(mask);
  });

  it.each([
    [
      { capabilities: ["CAP_FOO"] },
      "SALLYPORT_INVALID_CAPABILITY",
      'parsing process spec: capabilities error: unknown capability "CAP_FOO"',
    ],
    [
      { env: ["FOO"] },
      "SALLYPORT_INVALID_ENVIRONMENT",
      "getting environment variables: invalid variable: FOO",
    ],
    [{ args: [] }, "SALLYPORT_USAGE", "parsing process spec: a command is required: args is empty"],
  ])("is refused in gVisor's words: %j", (changes, code, message) => {
    expect(() => completeRequest(withChanges(changes), containerRecord(), settings)).toThrow(
      expect.objectContaining({ code, message }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { execArgs } from "../test/records.ts";
import { executeArgument } from "./execute-argument.ts";

describe("executeArgument", () => {
  it("writes every key that the newest release knows, in its order", () => {
    const args = execArgs({
      args: ["sh", "-c", "id"],
      env: ["PATH=/bin", "A=1"],
      cwd: "/tmp",
      uid: 1,
      gid: 2,
      additionalGids: [3],
      noNewPrivileges: true,
      terminal: true,
      capabilities: {
        permitted: 536871968,
        inheritable: 1,
        effective: 536871968,
        bounding: 2199023255551,
        ambient: 0,
      },
    });
    const payload = { guestFds: [0, 1, 2, 5], hostFds: [10, 11, 12, 13], hasExecutable: false };
    expect(JSON.stringify(executeArgument(args, payload))).toBe(
      '{"filename":"","argv":["sh","-c","id"],"envv":["PATH=/bin","A=1"],"MountNamespace":null,"wd":"/tmp",' +
        '"KUID":1,"KGID":2,"ExtraKGIDs":[3],"NoNewPrivileges":true,"Capabilities":{"PermittedCaps":536871968,' +
        '"InheritableCaps":1,"EffectiveCaps":536871968,"BoundingCaps":2199023255551,"AmbientCaps":0},' +
        '"StdioIsPty":true,"SupportTTYs":true,"GuestFDs":[0,1,2,5],"ContainerID":"web","PIDNamespace":null,' +
        '"Limits":null}',
    );
  });

  it("writes empty lists as lists and empty capability sets as zero, never as null", () => {
    const none = { permitted: 0, inheritable: 0, effective: 0, bounding: 0, ambient: 0 };
    const args = execArgs({ args: [], env: [], capabilities: none });
    expect(executeArgument(args, { guestFds: [], hostFds: [], hasExecutable: false })).toMatchObject({
      argv: [],
      envv: [],
      ExtraKGIDs: [],
      GuestFDs: [],
      Capabilities: {
        PermittedCaps: 0,
        InheritableCaps: 0,
        EffectiveCaps: 0,
        BoundingCaps: 0,
        AmbientCaps: 0,
      },
    });
  });
});

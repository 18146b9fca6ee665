import type { ExecRequest } from "@sallyport/core";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { execRequest } from "../../test/container-record.ts";
import { checkDescriptors } from "./check-descriptors.ts";

const refusal = (message: string) =>
  expect.objectContaining({ code: "SALLYPORT_INVALID_DESCRIPTOR", message });

describe("descriptors to pass on", () => {
  it.each<[string, Partial<ExecRequest>]>([
    ["nothing", {}],
    ["a descriptor that our caller left open", { passFds: [{ host: 5, guest: 9 }] }],
    ["it as the program", { execFd: 6 }],
    ["a standard stream", { passFds: [{ host: 0, guest: 3 }] }],
  ])("may be %s", (_, changes) => {
    const host = createFakeHost({ inherited: [5, 6] });
    expect(() => checkDescriptors(host, execRequest(changes))).not.toThrow();
  });

  it.each<[Partial<ExecRequest>, string]>([
    [{ passFds: [{ host: 7, guest: 7 }] }, "--pass-fd 7: bad file descriptor"],
    [{ passFds: [{ host: -1, guest: 3 }] }, "--pass-fd -1: bad file descriptor"],
    [{ passFds: [5, 7].map((fd) => ({ host: fd, guest: fd })) }, "--pass-fd 7: bad file descriptor"],
    [{ execFd: 7 }, "--exec-fd 7: bad file descriptor"],
  ])("are refused when nobody left them open: %j", (changes, message) => {
    const host = createFakeHost({ inherited: [5] });
    expect(() => checkDescriptors(host, execRequest(changes))).toThrow(refusal(message));
  });

  it("are never descriptors of our own", () => {
    const host = createFakeHost();
    const own = host.files.open("/tmp", { access: "read" });
    const request = execRequest({ passFds: [{ host: own, guest: own }] });
    expect(() => checkDescriptors(host, request)).toThrow(refusal(`--pass-fd ${own}: bad file descriptor`));
  });
});

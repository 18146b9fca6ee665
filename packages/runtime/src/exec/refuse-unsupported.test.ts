import { describe, expect, it } from "vitest";
import { containerRecord, execRequest } from "../../test/container-record.ts";
import { createScriptedTransport } from "../../test/scripted-transport.ts";
import { refuseUnsupported } from "./refuse-unsupported.ts";

const passing = execRequest({ passFds: [{ host: 5, guest: 5 }] });
const running = execRequest({ execFd: 5 });

describe("what a transport cannot do", () => {
  it.each([
    ["--pass-fd", passing, { passFds: false }],
    ["--exec-fd", running, { execFd: false }],
  ])("is refused: %s", (flag, request, capabilities) => {
    const { transport } = createScriptedTransport({ capabilities });
    expect(() => refuseUnsupported(transport, containerRecord({ version: undefined }), request)).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_UNSUPPORTED",
        message: `${flag} cannot be done in container "web": its sandbox (of a release before 2023) takes descriptors 0 to 2 alone`,
        details: { transport: "socket", capability: flag, containerId: "web" },
      }),
    );
  });

  it("is refused with the sandbox's release where it is known", () => {
    const { transport } = createScriptedTransport({ capabilities: { passFds: false } });
    expect(() =>
      refuseUnsupported(transport, containerRecord({ version: "0.0~20230301.0" }), passing),
    ).toThrow("its sandbox (0.0~20230301.0) takes");
  });

  it.each([
    ["descriptors and a program by one that can", { ...passing, execFd: 5 }, {}],
    ["neither of them by one that cannot", execRequest(), { passFds: false, execFd: false }],
    ["descriptors by one that takes no program", passing, { execFd: false }],
    ["a program by one that takes no descriptors", running, { passFds: false }],
  ])("is not %s", (_, request, capabilities) => {
    const { transport } = createScriptedTransport({ capabilities });
    expect(() => refuseUnsupported(transport, containerRecord(), request)).not.toThrow();
  });
});

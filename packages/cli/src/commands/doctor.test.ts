import { appendText } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";
import { runBesideSandbox, stateFile } from "../../test/sandbox.ts";

const machine = {
  "/opt/sallyport": "",
  "/proc/sys/kernel/osrelease": "6.1.0-18-amd64\n",
  "/sys/fs/cgroup/cgroup.controllers": "cpu\n",
  "/usr/bin/README": "",
};
const self = ["/opt/sallyport"];
const supervisor = "/usr/libexec/sallyport-supervisor";

describe("sallyport doctor", () => {
  it("finds a machine in order", async () => {
    const host = createFakeHost({ argv: ["sallyport", "doctor"], self, effectiveUid: 0, files: machine });
    appendText(host, "/usr/bin/podman", "", 0o755);
    const { exitStatus, stdout } = await runCli(host, undefined, { supervisor });
    expect(stdout.split("\n")).toEqual(
      expect.arrayContaining([
        "good   user: root",
        "good   kernel: 6.1.0-18-amd64",
        "good   cgroups: version 2",
        `good   supervisor: ${supervisor}`,
        "good   containers: 0 found",
        "good   podman: /usr/bin/podman",
        "note   crun: is not installed",
      ]),
    );
    expect(exitStatus).toBe(0);
  });

  it("tells what is wrong", async () => {
    const script = "/usr/local/lib/sallyport/podman/runsc";
    const files = {
      ...machine,
      "/proc/sys/kernel/osrelease": "4.19.0\n",
      [script]: '#!/bin/sh\nexec /opt/sallyport --dialect=runsc --delegate=/usr/bin/gone "$@"\n',
      ...stateFile("ended", { status: "stopped" }),
      "/run/state/bad_sandbox:bad.state": "{",
    };
    const { exitStatus, stdout } = await runBesideSandbox(["doctor", "--json"], {}, { files, self });
    const findings: { verdict: string; subject: string; detail: string }[] = JSON.parse(stdout);
    const faults = findings.filter(({ verdict }) => verdict === "wrong");
    expect(faults.map(({ subject }) => subject)).toEqual(["kernel", "supervisor", "container bad", script]);
    expect(findings).toContainEqual({ verdict: "note", subject: "container ended", detail: "is stopped" });
    expect(faults.at(-1)?.detail).toBe("there is no runtime /usr/bin/gone");
    expect(exitStatus).toBe(1);
  });
});

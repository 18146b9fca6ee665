import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findRuntimes } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releases, takesDescriptors } from "./support/releases.ts";
import { expectRefusal } from "./support/refusals.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases.filter(takesDescriptors))("a program given as a descriptor on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  let spew: number;

  beforeAll(() => {
    // Not the one in the sandbox: the host's file is what runs.
    spew = openSync(join(findRuntimes().contents.programs, "spew"), "r");
  });
  afterAll(() => closeSync(spew));

  it.each<[string, string[], string[]]>([
    ["by any name", ["--exec-fd", "3"], ["a name of no program", "10", "42"]],
    ["by the name of another", ["--exec-fd=3"], ["/bin/true", "10", "42"]],
    ["by an empty name", ["--exec-fd", "3"], ["", "10", "42"]],
    ["by a number to another base", ["--exec-fd", "0x3"], ["spew", "10", "42"]],
    ["beside descriptors that are passed on", ["--exec-fd", "3", "--pass-fd", "0:7"], ["x", "10", "42"]],
    ["by the last of several numbers", ["--exec-fd", "77", "--exec-fd", "3"], ["x", "10", "42"]],
    ["as another user", ["--exec-fd", "3", "--user", "1000:1000"], ["x", "10", "42"]],
  ])("runs %s", async (_, flags, command) => {
    const outcome = await guest.exec(command, { flags, descriptors: [spew] });
    expect(outcome).toEqual({ status: 42, signal: null, stdout: "0123456789", stderr: "" });
  });

  it("runs with the arguments of a process file", async () => {
    const process = { args: ["anything", "3", "7"], cwd: "/" };
    writeFileSync(join(guest.folder, "process.json"), JSON.stringify(process));
    const flags = ["--exec-fd", "3", "--process", "process.json"];
    const outcome = await guest.exec([], { flags, descriptors: [spew] });
    expect(outcome).toMatchObject({ status: 7, stdout: "012", stderr: "" });
  });

  it("is none when the number is negative", async () => {
    const flags = ["--exec-fd", "-5"];
    const outcome = await guest.exec(["echo", "of the sandbox"], { flags, descriptors: [spew] });
    expect(outcome).toMatchObject({ status: 0, stdout: "of the sandbox\n" });
  });

  it("is refused when it is no program", async () => {
    const text = openSync("/etc/passwd", "r");
    const refusal = { args: ["exec", "--exec-fd", "3", "{id}", "foo"], message: "exec format error" };
    await expectRefusal(guest, refusal, { descriptors: [text] });
    closeSync(text);
  });
});

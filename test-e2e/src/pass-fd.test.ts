import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releases, takesDescriptors } from "./support/releases.ts";
import { itRefuses } from "./support/refusals.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases.filter(takesDescriptors))("descriptors passed on to a command on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  /** What becomes 3, 4 and 5 of the client. */
  const descriptors: number[] = [];

  beforeAll(() => {
    for (const name of ["three", "four", "five"]) {
      const path = join(guest.folder, name);
      writeFileSync(path, `content of ${name}\n`);
      descriptors.push(openSync(path, name === "five" ? "a" : "r"));
    }
  });
  afterAll(() => descriptors.splice(0).forEach((each) => closeSync(each)));

  it.each<[string[], string, string]>([
    [["--pass-fd", "3"], "cat <&3", "content of three\n"],
    [["--pass-fd=3"], "cat <&3", "content of three\n"],
    [["--pass-fd", "3:7"], "cat <&7", "content of three\n"],
    [["--pass-fd", "4:3"], "cat <&3", "content of four\n"],
    [["--pass-fd", "3:9,4:8"], "cat <&8; cat <&9", "content of four\ncontent of three\n"],
    [["--pass-fd", "3:4,4:3"], "cat <&3; cat <&4", "content of four\ncontent of three\n"],
    [["--pass-fd", "3", "--pass-fd", "4"], "cat <&3; cat <&4", "content of three\ncontent of four\n"],
    [["--pass-fd", "3,4:7"], "cat <&3; cat <&7", "content of three\ncontent of four\n"],
    [["--pass-fd", "3:7", "--pass-fd", "4:7"], "cat <&7", "content of four\n"],
    [["--pass-fd", "3:0"], "cat", "content of three\n"],
    [["--pass-fd", "1:3"], "echo by another way >&3", "by another way\n"],
    [["--preserve-fds", "2"], "cat <&3; cat <&4", "content of three\ncontent of four\n"],
    [["--preserve-fds", "1", "--pass-fd", "4:9"], "cat <&3; cat <&9", "content of three\ncontent of four\n"],
    [["--preserve-fds", "0"], "cat", ""],
  ])("%j: %s", async (flags, script, stdout) => {
    const outcome = await guest.exec(["sh", "-c", script], { flags, descriptors });
    expect(outcome).toEqual({ status: 0, signal: null, stdout, stderr: "" });
  });

  it.each([
    ["none but the streams", [], [0, 1, 2]],
    ["those that were asked for", ["--pass-fd", "3:50,4:9"], [0, 1, 2, 9, 50]],
    ["as many as to preserve", ["--preserve-fds", "3"], [0, 1, 2, 3, 4, 5]],
  ])("are %s", async (_, flags, expected) => {
    const { stdout } = await guest.exec(["ls", "/proc/self/fd"], { flags, descriptors });
    const numbers = stdout.trim().split("\n").map(Number);
    // ls has the directory open as well, with the lowest free number.
    const free = [3, 4, 5, 6].find((number) => !expected.includes(number)) ?? -1;
    expect(numbers.toSorted((a, b) => a - b)).toEqual([...expected, free].toSorted((a, b) => a - b));
  });

  it("can be written to, and stay open for us", async () => {
    const flags = ["--pass-fd", "5:6"];
    await guest.exec(["sh", "-c", "echo written inside >&6"], { flags, descriptors });
    writeFileSync(descriptors[2] ?? -1, "written outside\n");
    const written = readFileSync(join(guest.folder, "five"), "utf8");
    expect(written).toBe("content of five\nwritten inside\nwritten outside\n");
  });

  it("can be a hundred", async () => {
    const numbers = Array.from({ length: 100 }, (_, index) => 10 + index);
    const flags = ["--pass-fd", numbers.map((number) => `3:${number}`).join(",")];
    const { stdout } = await guest.exec(["ls", "/proc/self/fd"], { flags, descriptors });
    expect(stdout.trim().split("\n").map(Number)).toEqual(expect.arrayContaining(numbers));
  });

  it("can be pipes", async () => {
    const script = '{ echo through | "$@" 9>&1 8<&0 </dev/null; } 2>&1';
    const flags = ["--pass-fd", "8,9"];
    const { stdout } = await guest.shell(script, ["sh", "-c", "cat <&8 >&9"], { flags });
    expect(stdout).toBe("through\n");
  });

  const tooMany = Array.from({ length: 126 }, (_, index) => `0:${10 + index}`).join(",");
  itRefuses(guest, [
    {
      name: "more than 128 of them",
      args: ["exec", "--pass-fd", tooMany, "{id}", "true"],
      message: "too many files",
    },
  ]);
});

import { closeSync, openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expectIdle } from "./support/expect-idle.ts";
import { inParallel } from "./support/in-parallel.ts";
import { releases, takesDescriptors } from "./support/releases.ts";
import { expectRefusal } from "./support/refusals.ts";
import { useSandbox } from "./support/use-sandbox.ts";

/** Leaves a file behind and does not end. */
const traceable = ["sh", "-c", "touch /tmp/started; sleep 1000"];
const closed = [...Array.from({ length: 28 }, (_, index) => index + 3), 77, 255, 1023];

describe.each(releases)("a descriptor that our caller has not opened on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each(["pass-fd", "exec-fd"])(
    "is refused for --%s, also where it is one of the client's own",
    async (flag) => {
      const outcomes = await inParallel(closed, 4, (fd) =>
        guest.exec(traceable, { flags: [`--${flag}`, `${fd}`] }),
      );
      expect(outcomes.map(({ status, stderr }) => [status, stderr.split("\n")[0]])).toEqual(
        closed.map((fd) => [128, `--${flag} ${fd}: bad file descriptor`]),
      );
      expect((await guest.exec(["test", "-e", "/tmp/started"])).status).toBe(1);
      await expectIdle(guest);
    },
  );

  it.each<[string[], string]>([
    [["--pass-fd", "77:5"], "--pass-fd 77: bad file descriptor"],
    [["--pass-fd", "0:5,77:6"], "--pass-fd 77: bad file descriptor"],
    [["--preserve-fds", "1"], "--pass-fd 3: bad file descriptor"],
    [["--exec-fd", "77"], "--exec-fd 77: bad file descriptor"],
    [["--pass-fd", "a:5"], 'invalid flag host value: strconv.Atoi: parsing "a": invalid syntax'],
    [["--pass-fd", "5:b"], 'invalid flag guest value: strconv.Atoi: parsing "b": invalid syntax'],
    [["--pass-fd=-1:5"], 'invalid value "-1:5" for flag -pass-fd: flag host value must be >= 0: -1'],
    [["--pass-fd=5:-1"], 'invalid value "5:-1" for flag -pass-fd: flag guest value must be >= 0: -1'],
    [["--pass-fd=-1"], 'invalid value "-1" for flag -pass-fd'],
    [["--pass-fd", "0:2:3"], 'invalid value "0:2:3" for flag -pass-fd'],
    [["--pass-fd", "0,"], 'invalid value "0," for flag -pass-fd'],
    [["--pass-fd", ""], 'invalid value "" for flag -pass-fd'],
    [["--exec-fd", "abc"], 'invalid value "abc" for flag -exec-fd: parse error'],
    [["--preserve-fds", "-1"], 'invalid value "-1" for flag -preserve-fds: parse error'],
  ])("and %j is refused as well", async (flags, message) => {
    await expectRefusal(guest, { args: ["exec", ...flags, "{id}", "true"], message });
  });
});

describe.each(releases.filter((runsc) => !takesDescriptors(runsc)))("descriptors on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each<[string, string[], string]>([
    ["--pass-fd", ["--pass-fd", "3"], "--pass-fd 3:3"],
    ["--pass-fd of a stream", ["--pass-fd", "0:5"], "--pass-fd 0:5"],
    ["--preserve-fds", ["--preserve-fds", "1"], "--pass-fd 3:3"],
    ["--exec-fd", ["--exec-fd", "3"], "--exec-fd 3"],
  ])("are refused before anything is started: %s", async (_, flags, asked) => {
    const file = openSync("/etc/passwd", "r");
    const message = `${asked} cannot be done in container "{id}" by transport "socket", whose capability`;
    const args = ["exec", ...flags, "{id}", ...traceable];
    await expectRefusal(guest, { args, message }, { descriptors: [file] });
    closeSync(file);
    expect((await guest.exec(["test", "-e", "/tmp/started"])).status).toBe(1);
    await expectIdle(guest);
  });
});

import { describe, expect, it } from "vitest";
import { itRefuses } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const largest = 2 ** 32 - 2;

describe.each(releases)("the user on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.concurrent.each<[string[], string]>([
    [[], "uid=0(root) gid=0(root)"],
    [["--user", "1000"], "uid=1000(bob) gid=0(root)"],
    [["--user", "1000:1000"], "uid=1000(bob) gid=1000(bob)"],
    [["--user", "7:8"], "uid=7 gid=8"],
    [["--user", "+5:+6"], "uid=5 gid=6"],
    [["--user", "007"], "uid=7 gid=0(root)"],
    [["--user", `${largest}:${largest}`], `uid=${largest} gid=${largest}`],
    [["--user", "1", "--user", "2:3"], "uid=2 gid=3(extra)"],
    [["--user", "2:3", "--user", "5"], "uid=5 gid=3(extra)"],
    [["--additional-gids", "3", "--additional-gids", "4"], "uid=0(root) gid=0(root) groups=3(extra),4"],
    [["--user", "7:8", "--additional-gids", "3"], "uid=7 gid=8 groups=3(extra)"],
    [["-u", "1", "-g", "3"], "uid=1 gid=0(root) groups=3(extra)"],
  ])("of %j is %s", async (flags, expected) => {
    expect(await guest.exec(["id"], { flags })).toMatchObject({
      status: 0,
      stdout: `${expected}\n`,
      stderr: "",
    });
  });

  const refuses = (value: string, reason: string) => ({
    name: `--user ${JSON.stringify(value)}`,
    args: ["exec", "--user", value, "{id}", "true"],
    message: `invalid value "${value}" for flag -user: ${reason}`,
  });

  itRefuses(guest, [
    refuses("bob", "couldn't parse UID: bob"),
    refuses("1:bob", "couldn't parse GID: bob"),
    refuses("", "couldn't parse UID: "),
    refuses("1:", "couldn't parse GID: "),
    refuses(":1", "couldn't parse UID: "),
    refuses("0x10", "couldn't parse UID: 0x10"),
    refuses("1 ", "couldn't parse UID: 1 "),
    refuses("99999999999999999999", "couldn't parse UID: 99999999999999999999"),
    refuses("4294967296", "UID must be between 0 and 4294967295: 4294967296"),
    refuses("-1", "UID must be between 0 and 4294967295: -1"),
    {
      name: "a group that is no number",
      args: ["exec", "--additional-gids", "abc", "{id}", "true"],
      message: 'parsing GID: abc, strconv.Atoi: parsing "abc": invalid syntax',
    },
    {
      name: "two groups in one",
      args: ["exec", "--additional-gids", "3,4", "{id}", "true"],
      message: 'parsing GID: 3,4, strconv.Atoi: parsing "3,4": invalid syntax',
    },
  ]);
});

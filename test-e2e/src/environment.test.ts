import { describe, expect, it } from "vitest";
import { itRefuses } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** The bundle's own, and the home that the sandbox adds. */
const own = ["FOO=fromspec", "HOME=/root", path, "TERM=xterm"];
const many = Array.from({ length: 500 }, (_, index) => `VARIABLE_${index}=${index}`);

function flagsOf(variables: readonly string[]): string[] {
  return variables.flatMap((variable) => ["--env", variable]);
}

describe.each(releases)("the environment on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  /** The sandbox shuffles it, so the order says nothing. */
  async function environmentOf(flags: readonly string[]): Promise<string[]> {
    const { status, stdout, stderr } = await guest.exec(["env", "-0"], { flags });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout.split("\0").slice(0, -1).toSorted();
  }

  it.concurrent.each<[string, string[], string[]]>([
    ["is the container's", [], own],
    ["has what flags add", ["A=1", "B=2"], ["A=1", "B=2", ...own]],
    ["has what flags override", ["FOO=flag"], ["FOO=flag", ...own.slice(1)]],
    ["has the last of several values", ["A=1", "B=2", "A=3"], ["A=3", "B=2", ...own]],
    ["has an empty value", ["FOO="], ["FOO=", ...own.slice(1)]],
    ["has an empty name", ["=x"], ["=x", ...own]],
    ["has a comma in a value", ["A=1,2", "B=x,C=y"], ["A=1,2", "B=x,C=y", ...own]],
    ["has further equals signs in a value", ["A==b=c"], ["A==b=c", ...own]],
    ["has blanks, quotes and line ends", ['A= a\n"b" $c \'`d`\t'], ['A= a\n"b" $c \'`d`\t', ...own]],
    ["has letters of all alphabets", ["ÄÖ=ж漢🚢"], ["ÄÖ=ж漢🚢", ...own]],
    ["has a home that was asked for", ["HOME=/x"], ["HOME=/x", "FOO=fromspec", path, "TERM=xterm"]],
    ["has no other home than an empty one", ["HOME="], ["HOME=", "FOO=fromspec", path, "TERM=xterm"]],
    ["has hundreds of variables", many, [...many, ...own]],
  ])("%s", async (_, variables, expected) => {
    expect(await environmentOf(flagsOf(variables))).toEqual(expected.toSorted());
  });

  it.concurrent.each([
    ["1000", "HOME=/home/bob"],
    ["1001", "HOME="],
    ["4242", "HOME=/"],
  ])("of user %s has %s", async (user, home) => {
    expect(await environmentOf(["--user", user])).toContain(home);
  });

  it("takes nothing from the client's own", async () => {
    const { stdout } = await guest.exec(["env"], { environment: { LEAKED: "yes" } });
    expect(stdout).not.toContain("LEAKED");
  });

  it("is what a command is looked up by", async () => {
    const flags = ["--env", "PATH=/nowhere:/secret"];
    expect(await guest.exec(["x"], { flags })).toMatchObject({ status: 0, stdout: "secret\n" });
  });

  itRefuses(guest, [
    {
      name: "a variable without an equals sign",
      args: ["exec", "--env", "FOO", "{id}", "true"],
      message: "getting environment variables: invalid variable: FOO",
    },
    {
      name: "an empty variable",
      args: ["exec", "--env", "", "{id}", "true"],
      message: "getting environment variables: invalid variable: ",
    },
  ]);
});

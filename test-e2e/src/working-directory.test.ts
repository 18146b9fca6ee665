import { describe, expect, it } from "vitest";
import { itRefuses } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases)("the working directory on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.concurrent.each<[string, string[], string]>([
    ["is the container's", [], "/tmp"],
    ["is the one asked for", ["--cwd", "/etc"], "/etc"],
    ["is the container's when an empty one is asked for", ["--cwd="], "/tmp"],
    ["is below the root when it is relative", ["--cwd", "home/bob"], "/home/bob"],
    ["is the root", ["--cwd", "/"], "/"],
    ["may go up", ["--cwd", "/etc/../bin"], "/bin"],
    ["may be one that the user cannot enter", ["--user", "1000:1000", "--cwd", "/secret"], "/secret"],
  ])("%s", async (_, flags, expected) => {
    const outcome = await guest.exec(["readlink", "/proc/self/cwd"], { flags });
    expect(outcome).toMatchObject({ status: 0, stdout: `${expected}\n`, stderr: "" });
  });

  it("is where a relative command is", async () => {
    const outcome = await guest.exec(["./okscript", "here"], { flags: ["--cwd", "/bin"] });
    expect(outcome).toMatchObject({ status: 0, stdout: "script ok here\n" });
  });

  itRefuses(guest, [
    {
      name: "one that is not there",
      args: ["exec", "--cwd", "/nonexistent", "{id}", "true"],
      message:
        'executing processes for container: executing command "true" in sandbox: ' +
        'failed to find initial working directory "/nonexistent": no such file or directory',
    },
  ]);
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { itRefuses } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const both = "parsing process spec: both a container-id and command are required";

describe.each(releases)("a wrong command line on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  const refused = (args: readonly string[], message: string) => ({ name: args.join(" "), args, message });
  itRefuses(guest, [
    refused(["exec"], both),
    refused(["exec", "{id}"], both),
    refused(["exec", "--cwd", "/tmp", "{id}"], both),
    refused(["exec", "--"], both),
    refused(["exec", "--nosuchflag", "{id}", "true"], "flag provided but not defined: -nosuchflag"),
    refused(["exec", "--user"], "flag needs an argument: -user"),
    refused(
      ["exec", "--detach=maybe", "{id}", "true"],
      'invalid boolean value "maybe" for -detach: parse error',
    ),
    refused(["exec", "---x", "{id}", "true"], "bad flag syntax: ---x"),
    refused(["exec", "-=x", "{id}", "true"], "bad flag syntax: -=x"),
    refused(["exec", "--apparmor", "x", "{id}", "true"], "--apparmor cannot be done in container"),
    refused(["exec", "--process-label", "x", "{id}", "true"], "--process-label cannot be done in container"),
    refused(["exec", "--cgroup", "x", "{id}", "true"], "--cgroup cannot be done in container"),
    refused(["exec", "--ignore-paused", "{id}", "true"], "--ignore-paused cannot be done in container"),
    refused(["nosuchcommand"], 'unknown command "nosuchcommand"'),
    refused(["--debug", "false", "exec", "{id}", "true"], 'unknown command "false"'),
    refused(["state"], "CONTAINER is required"),
    refused(["state", "{id}", "more"], 'unexpected argument "more"'),
    refused(["list", "more"], 'unexpected argument "more" behind list'),
    refused(["ps", "--format", "xml", "{id}"], 'invalid value "xml" for flag -format'),
    refused(["kill"], "a container-id and at most one signal are required"),
    refused(["kill", "{id}", "NOSUCH"], 'unknown signal "NOSUCH"'),
    refused(["kill", "{id}", "65"], 'unknown signal "65"'),
    refused(["kill", "--pid", "x", "{id}", "TERM"], 'invalid value "x" for flag -pid: parse error'),
    refused(["kill", "--pid", "1", "--all", "{id}"], "only one of --all, --pid and --pgid can be given"),
    refused(["wait", "--pid", "1", "--rootpid", "1", "{id}"], "only one of --pid and --rootpid can be given"),
    refused(["--platform", "bogus", "exec", "{id}", "true"], "unknown platform: bogus"),
    refused(["--transport", "bogus", "exec", "{id}", "true"], 'transport "bogus" is not there'),
  ]);

  it.concurrent.each<[string[], string]>([
    [["--nosuch", "exec"], "flag provided but not defined: -nosuch"],
    [["--root"], "flag needs an argument: -root"],
    [["--rootless=auto", "exec"], 'invalid boolean value "auto" for -rootless: parse error'],
    [["--network", "bogus", "exec"], 'invalid value "bogus" for flag -network: invalid network type "bogus"'],
    [["--log-fd", "x", "exec"], 'invalid value "x" for flag -log-fd: parse error'],
    [["---x"], "bad flag syntax: ---x"],
  ])("ends with status 2 when the fault is in front of the command: %j", async (args, message) => {
    const { status, stdout, stderr } = await guest.run(["--log", "unused", ...args]);
    expect(stderr).toContain(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(existsSync(join(guest.folder, "unused"))).toBe(false);
  });

  it("is one without a command, which shows the commands", async () => {
    const { status, stdout, stderr } = await guest.run([]);
    expect({ status, stdout }).toEqual({ status: 128, stdout: "" });
    expect(stderr).toMatch(/^Usage: sallyport /);
  });

  it.concurrent.each<[string, string[]]>([
    ["flags of engines in front", ["--network=none", "--platform=systrap", "--ignore-cgroups", "exec"]],
    [
      "flags of all releases in front",
      ["--debug", "--vfs2", "--systemd-cgroup=true", "--allow-suid", "exec"],
    ],
    ["a format of the log that nobody knows", ["--log-format", "bogus", "exec"]],
    ["a flag with one hyphen", ["exec", "-cwd", "/tmp"]],
    ["a flag that says no", ["exec", "-tty=false", "--detach=F"]],
    ["an end of flags", ["exec", "--user", "0", "--"]],
  ])("is not one with %s", async (_, args) => {
    expect(await guest.run([...args, guest.sandbox.id, "true"])).toMatchObject({ status: 0, stderr: "" });
  });

  it("cannot be made by words behind the container: those are the command's", async () => {
    const { stdout } = await guest.exec(["printf", "%s,", "--user", "1", "--", "-x", "--nosuch"]);
    expect(stdout).toBe("--user,1,--,-x,--nosuch,");
  });
});

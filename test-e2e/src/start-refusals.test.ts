import { describe, expect, it } from "vitest";
import { itRefuses } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const searched = "[/usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin]";
const bob = ["--user", "1000:1000"];

describe.each(releases)("a command that cannot start on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  const refused = (flags: readonly string[], command: readonly string[], reason: string) => ({
    name: [...flags, ...command].join(" "),
    args: ["exec", ...flags, "{id}", ...command],
    message: `executing processes for container: executing command "${command.join(" ")}" in sandbox: ${reason}`,
  });
  const notFound = (name: string, path = searched) =>
    `error finding executable "${name}" in PATH ${path}: no such file or directory`;

  itRefuses(guest, [
    refused([], ["nosuchbinary"], notFound("nosuchbinary")),
    refused([], ["nosuchbinary", "with", "words"], notFound("nosuchbinary")),
    refused([], ["/bin/nosuch"], "failed to load /bin/nosuch: no such file or directory"),
    refused([], ["./nosuch"], "failed to load /tmp/nosuch: no such file or directory"),
    refused([], ["/etc/noexec.txt"], "failed to load /etc/noexec.txt: permission denied"),
    refused(bob, ["/etc/noexec.txt"], "failed to load /etc/noexec.txt: permission denied"),
    refused(["--env", "PATH=/etc"], ["noexec.txt"], notFound("noexec.txt", "[/etc]")),
    refused([], ["/bin/badformat"], "failed to load /bin/badformat: exec format error"),
    refused([], ["/bin/badinterp"], "failed to load /bin/badinterp: no such file or directory"),
    refused([], ["/etc"], "failed to load /etc: permission denied"),
    refused(bob, ["/secret/x"], "failed to load /secret/x: permission denied"),
    refused([], [""], notFound("")),
    refused(["--env", "PATH="], ["true"], notFound("true", "[]")),
    refused(["--cwd", "bin"], ["./true"], 'working directory "bin" must be absolute'),
    refused([], ["--", "true"], notFound("--")),
  ]);

  it("leaves the sandbox able to run others", async () => {
    expect(await guest.exec(["okscript", "a b"])).toMatchObject({ status: 0, stdout: "script ok a b\n" });
  });

  it("has in its message no bytes that a terminal would obey", async () => {
    const { status, stderr } = await guest.exec(["\u001b[2Jgone\r\n\u202e"]);
    expect(status).toBe(128);
    expect(stderr).toContain(String.raw`\x1b[2Jgone\r\n\u202e`);
    expect(stderr.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

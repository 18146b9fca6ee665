import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { guestReport } from "./support/guest-report.ts";
import { expectRefusal } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const chown = 1n << 0n;
const sysAdmin = 1n << 21n;
const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

describe.each(releases)("the behaviour of older releases on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  beforeAll(() => {
    const files = {
      "bare.json": { args: guestReport.command },
      "relative.json": { args: guestReport.command, cwd: "home/bob" },
      "twice.json": { args: guestReport.command, env: ["A=1", "A=2"] },
    };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(guest.folder, name), JSON.stringify(content));
    }
  });

  async function reportOf(compat: string, flags: readonly string[], file?: string) {
    const options = { globals: ["--compat", compat], flags };
    const outcome =
      file === undefined
        ? await guest.exec(guestReport.command, options)
        : await guest.exec([], { ...options, flags: [...flags, "--process", file] });
    expect(outcome).toMatchObject({ status: 0, stderr: "" });
    return guestReport.parse(outcome.stdout);
  }

  it("splits lists at commas as 20240729", async () => {
    const flags = ["--env", "A=1,B=2", "--additional-gids", "3,4", "--cap", "CAP_CHOWN,CAP_SYS_ADMIN"];
    const { env, groups, capabilities } = await reportOf("20240729", flags);
    expect(env).toEqual(["A=1", "B=2", "FOO=fromspec", "HOME=/root", path, "TERM=xterm"]);
    expect(groups).toEqual([3, 4]);
    expect(capabilities.bounding).toBe(chown | sysAdmin);
  });

  it("does not split lists as 20221219", async () => {
    expect((await reportOf("20221219", ["--env", "A=1,B=2"])).env).toContain("A=1,B=2");
  });

  it.each([
    ["20240729", ["--env", "A=1,2"], "getting environment variables: invalid variable: 2"],
    [
      "20221219",
      ["--additional-gids", "3,4"],
      'parsing GID: 3,4, strconv.Atoi: parsing "3,4": invalid syntax',
    ],
    ["20221219", ["--cap", "CAP_KILL,CAP_CHOWN"], 'unknown capability "CAP_KILL,CAP_CHOWN"'],
  ])("refuses, as %s, %j", async (compat, flags, message) => {
    await expectRefusal(guest, { args: ["--compat", compat, "exec", ...flags, "{id}", "true"], message });
  });

  it.each(["20240729", "20221219"])("replaces capabilities as %s", async (compat) => {
    const { capabilities } = await reportOf(compat, ["--cap", "CAP_SYS_ADMIN"]);
    const all = { inheritable: sysAdmin, permitted: sysAdmin, effective: sysAdmin, bounding: sysAdmin };
    expect(capabilities).toEqual(all);
  });

  it.each(["20240729", "20221219"])("completes a process file from the container as %s", async (compat) => {
    expect(await reportOf(compat, ["--env", "A=1"], "bare.json")).toMatchObject({
      cwd: "/tmp",
      env: ["A=1", "FOO=fromspec", "HOME=/root", path, "TERM=xterm"],
    });
  });

  it.each(["20240729", "20221219"])("takes a relative directory in a process file as %s", async (compat) => {
    expect(await reportOf(compat, [], "relative.json")).toMatchObject({ cwd: "/home/bob" });
  });

  it.each(["20240729", "20221219"])("lets a process file repeat a variable as %s", async (compat) => {
    expect(await reportOf(compat, [], "twice.json")).toMatchObject({ env: ["A=2", "HOME=/root"] });
  });

  it("is refused for a release that nobody knows", async () => {
    const { status, stderr } = await guest.exec(["true"], { globals: ["--compat", "2020"] });
    expect(stderr).toContain('invalid value "2020" for flag -compat');
    expect(status).toBe(2);
  });
});

import { join } from "node:path";
import { createBundle, createScratchFolder } from "@sallyport/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { guestReport } from "./support/guest-report.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const chown = 1n << 0n;
const sysAdmin = 1n << 21n;
const sets = { bounding: ["CAP_CHOWN"], effective: ["CAP_CHOWN"], permitted: ["CAP_CHOWN"] };
const containerProcess = {
  user: { uid: 1000, gid: 1001, additionalGids: [3, 4] },
  cwd: "/home/bob",
  env: ["PATH=/bin", "A=1"],
  capabilities: { ...sets, inheritable: ["CAP_CHOWN"], ambient: ["CAP_CHOWN"] },
};

describe.each(releases)("an exec in a container of a user that is not root on $label", (runsc) => {
  const scratch = createScratchFolder();
  afterAll(() => scratch.dispose());
  const guest = useSandbox(async () => ({
    runsc,
    bundle: await createBundle({ folder: join(scratch.path, "bundle"), process: containerProcess }),
  }));

  async function reportOf(flags: readonly string[], globals: readonly string[] = []) {
    const { status, stdout, stderr } = await guest.exec(guestReport.command, { flags, globals });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { capabilities, ...rest } = guestReport.parse(stdout);
    // Whether what a user may, it also has, differs from release to release.
    return { ...rest, bounding: capabilities.bounding, inheritable: capabilities.inheritable };
  }

  const own = {
    uid: 1000,
    gid: 1001,
    groups: [3, 4],
    cwd: "/home/bob",
    env: ["A=1", "HOME=/home/bob", "PATH=/bin"],
    bounding: chown,
    inheritable: chown,
  };

  it.concurrent.each<[string, string[], Partial<typeof own>]>([
    ["is as the container's process in everything", [], {}],
    ["can have another user", ["--user", "7"], { uid: 7, env: ["A=1", "HOME=/", "PATH=/bin"] }],
    ["can have another user and group", ["--user", "1000:8"], { gid: 8 }],
    ["can be root", ["--user", "0:0"], { uid: 0, gid: 0, env: ["A=1", "HOME=/root", "PATH=/bin"] }],
    ["can have a further group", ["--additional-gids", "5"], { groups: [3, 4, 5] }],
    ["can have a further capability", ["--cap", "CAP_SYS_ADMIN"], { bounding: chown | sysAdmin }],
    ["can have another working directory", ["--cwd", "/"], { cwd: "/" }],
  ])("%s", async (_, flags, expected) => {
    expect(await reportOf(flags)).toEqual({ ...own, ...expected });
  });

  it.concurrent.each(["20240729", "20221219"])(
    "is root's without groups under --compat %s",
    async (compat) => {
      const env = ["A=1", "HOME=/root", "PATH=/bin"];
      expect(await reportOf([], ["--compat", compat])).toEqual({ ...own, uid: 0, gid: 0, groups: [], env });
    },
  );
});

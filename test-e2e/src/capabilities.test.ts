import { join } from "node:path";
import { createBundle, createScratchFolder, type ScratchFolder } from "@sallyport/testkit";
import { afterAll, describe, expect, it } from "vitest";
import { type CapabilitySets, guestCapabilities } from "./support/guest-capabilities.ts";
import { itRefuses } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const chown = 1n << 0n;
const kill = 1n << 5n;
const netBindService = 1n << 10n;
const netRaw = 1n << 13n;
const sysAdmin = 1n << 21n;
const auditWrite = 1n << 29n;
/** Of the testkit's bundles, in all four sets. */
const own = auditWrite | kill | netBindService;

function all(mask: bigint): CapabilitySets {
  return { inheritable: mask, permitted: mask, effective: mask, bounding: mask };
}

function added(base: bigint, mask: bigint): CapabilitySets {
  return { ...all(base | mask), inheritable: base };
}

describe.each(releases)("the capabilities on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.concurrent.each<[string, string[], string[], CapabilitySets]>([
    ["are the container's", [], [], all(own)],
    ["are added by --cap, except the inheritable", [], ["CAP_SYS_ADMIN"], added(own, sysAdmin)],
    ["are added by each --cap", [], ["CAP_SYS_ADMIN", "CAP_CHOWN"], added(own, sysAdmin | chown)],
    ["stay when --cap names one of them", [], ["CAP_KILL"], all(own)],
    ["lack CAP_NET_RAW, even when --cap names it", [], ["CAP_NET_RAW", "CAP_CHOWN"], added(own, chown)],
    ["have CAP_NET_RAW with --net-raw", ["--net-raw"], ["CAP_NET_RAW"], added(own, netRaw)],
    ["lack CAP_NET_RAW with --net-raw alone", ["--net-raw"], [], all(own)],
  ])("%s", async (_, globals, names, expected) => {
    const flags = names.flatMap((name) => ["--cap", name]);
    expect(await guestCapabilities(guest, { globals, flags })).toEqual(expected);
  });

  it("of another user are bounded by the container's", async () => {
    const sets = await guestCapabilities(guest, { flags: ["--user", "1000:1000"] });
    expect(sets).toMatchObject({ bounding: own, inheritable: own });
  });

  const refuses = (name: string) => ({
    name: `--cap ${JSON.stringify(name)}`,
    args: ["exec", "--cap", name, "{id}", "true"],
    message: `capabilities error: unknown capability "${name}"`,
  });
  itRefuses(guest, ["CAP_FOO", "cap_sys_admin", "SYS_ADMIN", "CAP_KILL,CAP_CHOWN"].map(refuses));
});

describe.each(releases)("the capabilities of other containers on $label", (runsc) => {
  const scratch: ScratchFolder = createScratchFolder();
  afterAll(() => scratch.dispose());
  const named = ["CAP_NET_RAW", "CAP_CHOWN"];
  const bundleWith = async (name: string, capabilities: object | null) => ({
    runsc,
    bundle: await createBundle({ folder: join(scratch.path, name), process: { capabilities } }),
  });
  const without = useSandbox(() => bundleWith("none", null));
  const withNetRaw = useSandbox(() =>
    bundleWith("raw", { bounding: named, effective: named, permitted: named, inheritable: [] }),
  );
  const owned = { ...all(chown), inheritable: 0n };
  const raw = { ...all(chown | netRaw), inheritable: 0n };

  it.each([
    ["are none where it has none", without, [], [], all(0n)],
    ["are those of --cap where it has none", without, [], ["--cap", "CAP_CHOWN"], owned],
    ["are its own without CAP_NET_RAW", withNetRaw, [], [], owned],
    ["are its own with --net-raw", withNetRaw, ["--net-raw"], [], raw],
  ])("%s", async (_, guest, globals, flags, expected) => {
    expect(await guestCapabilities(guest, { globals, flags })).toEqual(expected);
  });
});

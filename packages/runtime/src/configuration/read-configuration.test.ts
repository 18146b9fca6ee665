import type { Host } from "@sallyport/host";
import { createFakeHost, type FakeHostOptions } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { readConfiguration } from "./read-configuration.ts";

const system = "/etc/sallyport/config.json";
const own = "/home/ada/.config/sallyport/config.json";
const xdg = "/xdg/sallyport/config.json";
const asked = "/srv/sallyport.json";

/** Every file says its own path. */
const saying = (...paths: string[]) =>
  Object.fromEntries(paths.map((path) => [path, JSON.stringify({ root: path })]));

function read(options: FakeHostOptions, path?: string, adapt = (host: Host): Host => host) {
  const user: FakeHostOptions = { effectiveUid: 0, environment: { HOME: "/home/ada" } };
  return readConfiguration(adapt(createFakeHost({ ...user, ...options })), path);
}

const rootsOf = async (...args: Parameters<typeof read>) =>
  (await read(...args)).map(({ content }) => content.root);

/** A host on which files belong to that user, and may be written by others. */
const owned =
  (uid: number, mode = 0o644) =>
  (host: Host) => ({
    ...host,
    files: { ...host.files, status: (path: string) => ({ ...host.files.status(path), uid, mode }) },
  });

describe("the configuration", () => {
  it("may be nowhere", async () => {
    expect(await read({})).toEqual([]);
    expect(await read({ effectiveUid: 7 })).toEqual([]);
  });

  it("is the file asked for, then everybody's, then the user's own", async () => {
    const files = saying(own, asked, system);
    expect(await rootsOf({ effectiveUid: 7, files }, asked)).toEqual([asked, system, own]);
  });

  it("has no file of the user's own for root", async () => {
    expect(await rootsOf({ files: saying(own, system) })).toEqual([system]);
  });

  it.each([
    [{ HOME: "/home/ada", XDG_CONFIG_HOME: "/xdg" }, [xdg]],
    [{ HOME: "/home/ada", XDG_CONFIG_HOME: "" }, [own]],
    [{ HOME: "/home/ada", XDG_CONFIG_HOME: "xdg" }, [own]],
    [{ HOME: "home/ada" }, []],
    [{}, []],
  ])("of a user is where %j says", async (environment, expected) => {
    const files = saying(own, xdg, "/home/ada/xdg/sallyport/config.json");
    expect(
      await rootsOf(
        { effectiveUid: 7, environment, files, workingDirectory: "/home/ada" },
        undefined,
        owned(7),
      ),
    ).toEqual(expected);
  });

  it("is never that of the current directory", async () => {
    const files = saying(
      "/here/config.json",
      "/here/sallyport/config.json",
      "/here/.config/sallyport/config.json",
    );
    expect(await read({ files, workingDirectory: "/here" })).toEqual([]);
  });

  it("must be there when it is asked for", async () => {
    await expect(read({}, asked)).rejects.toMatchObject({
      code: "SALLYPORT_SYSTEM_CALL",
      message: `configuration file "${asked}": open ${asked}: no such file or directory`,
    });
  });

  it.each([
    ["{", /^configuration file "\/etc\/sallyport\/config.json": invalid JSON: /],
    ['{"transports":{"lab":{"package":1}}}', /config.json": transports\.lab\.package 1 must be a string$/],
  ])("is refused, by path and field, when it holds %j", async (text, message) => {
    await expect(read({ files: { [system]: text } })).rejects.toMatchObject({
      code: "SALLYPORT_INVALID_CONFIGURATION",
      message: expect.stringMatching(message),
    });
  });

  it.each<[string, (host: Host) => Host]>([
    ["it belongs to user 8", owned(8)],
    ["everybody may write it", owned(0, 0o666)],
  ])("is refused when others could have written it: %s", async (why, adapt) => {
    await expect(read({ effectiveUid: 7, files: saying(system) }, undefined, adapt)).rejects.toMatchObject({
      code: "SALLYPORT_INVALID_CONFIGURATION",
      message: `configuration file "${system}": ${why}`,
    });
  });
});

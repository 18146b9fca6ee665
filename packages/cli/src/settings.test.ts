import { globalFlags, readFlags, type SettingKey, settingFlags } from "@sallyport/flags";
import { describe, expect, it } from "vitest";
import { resolveSettings } from "./settings.ts";

const file = (path: string, content: object) => ({ path, content });

function resolve(words: readonly string[], environment: Record<string, string>, ...contents: object[]) {
  const read = readFlags(words, globalFlags);
  if (read.kind === "help") throw new Error("help was asked for");
  const files = contents.map((content, index) => file(`/etc/${index}.json`, content));
  return resolveSettings({ globals: read.values, environment, files, dialect: "crun" });
}

describe("a setting", () => {
  it("is unset when nothing says it", () => {
    const settings = resolve([], {}, {});
    expect(Object.keys(settings)).toEqual(Object.keys(settingFlags));
    expect(Object.values(settings).every((setting) => setting === undefined)).toBe(true);
  });

  it.each<[string, string[], Record<string, string>, object[], unknown]>([
    [
      "the flag",
      ["--root=/flag"],
      { SALLYPORT_ROOT: "/variable" },
      [{ root: "/file" }],
      { value: "/flag", text: "/flag", origin: { kind: "flag" } },
    ],
    [
      "the variable",
      ["--root="],
      { SALLYPORT_ROOT: "/variable" },
      [{ root: "/file" }],
      { value: "/variable", text: "/variable", origin: { kind: "variable", name: "SALLYPORT_ROOT" } },
    ],
    [
      "the first file that says it",
      [],
      { SALLYPORT_ROOT: "" },
      [{}, { root: "/file" }, { root: "/other" }],
      { value: "/file", text: "/file", origin: { kind: "file", path: "/etc/1.json" } },
    ],
  ])("comes from %s", (_, words, environment, files, expected) => {
    expect(resolve(words, environment, ...files).root).toEqual(expected);
  });

  it.each<[SettingKey, string, string, object, unknown]>([
    ["root", "SALLYPORT_ROOT", "/x", { root: "/x" }, "/x"],
    ["delegate", "SALLYPORT_DELEGATE", "/x", { delegates: { crun: "/x" } }, "/x"],
    ["transport", "SALLYPORT_TRANSPORT", "lab", { transport: "lab" }, "lab"],
    ["compat", "SALLYPORT_COMPAT", "20240729", { compat: "20240729" }, "20240729"],
    ["netRaw", "SALLYPORT_NET_RAW", "true", { netRaw: true }, true],
    ["detachKeys", "SALLYPORT_DETACH_KEYS", "ctrl-x", { detachKeys: "ctrl-x" }, "ctrl-x"],
    ["detachTimeout", "SALLYPORT_DETACH_TIMEOUT", "1m", { detachTimeout: "1m" }, 60_000],
    ["drainTimeout", "SALLYPORT_DRAIN_TIMEOUT", "0", { drainTimeout: "0" }, 0],
    ["orphan", "SALLYPORT_ORPHAN", "false", { orphan: false }, false],
  ])("%s is said by %s=%s and by %j", (key, variable, text, content, value) => {
    expect(resolve([], { [variable]: text })[key]?.value).toBe(value);
    expect(resolve([], {}, content)[key]?.value).toBe(value);
  });

  it.each<[Record<string, string>, object, string]>([
    [{ SALLYPORT_ORPHAN: "maybe" }, {}, 'SALLYPORT_ORPHAN "maybe": parse error'],
    [{ SALLYPORT_COMPAT: "1999" }, {}, 'SALLYPORT_COMPAT "1999": expected newest, 20240729 or 20221219'],
    [{}, { drainTimeout: "soon" }, 'configuration file "/etc/0.json": drainTimeout "soon": parse error'],
  ])("is refused where it comes from: %j %j", (environment, content, message) => {
    expect(() => resolve([], environment, content)).toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_CONFIGURATION", message }),
    );
  });
});

describe("a path of a transport", () => {
  it.each([
    ["./lab", "/etc/lab"],
    ["../lab", "/etc/../lab"],
    [".", "/etc/."],
    ["/opt/lab", "/opt/lab"],
    ["lab", "lab"],
    ["@acme/lab", "@acme/lab"],
  ])("%s in a file is relative to that file's folder", (transport, value) => {
    expect(resolve([], {}, { transport }).transport?.value).toBe(value);
  });

  it.each(["/opt/lab", "./lab", "."])(
    "%s is not taken from a variable, which others may have set",
    (path) => {
      expect(() => resolve([], { SALLYPORT_TRANSPORT: path })).toThrow(
        expect.objectContaining({
          code: "SALLYPORT_INVALID_CONFIGURATION",
          message: `SALLYPORT_TRANSPORT "${path}" must be a name, not a path`,
        }),
      );
    },
  );

  it("stays as it is in a flag", () => {
    expect(resolve(["--transport", "./lab"], {}).transport?.value).toBe("./lab");
  });
});

import { isSallyportError, type SallyportError } from "@sallyport/core";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { FlagsRead } from "./flag-reading.ts";
import type { FlagDefinitions, FlagTable } from "./flag-table.ts";
import { readFlags } from "./read-flags.ts";
import { execFlags } from "./tables/exec-flags.ts";
import { globalFlags } from "./tables/global-flags.ts";
import { boolean } from "./types/boolean.ts";

const exec = execFlags({ splitLists: false });

function read<Flags extends FlagDefinitions>(args: string[], table: FlagTable<Flags>): FlagsRead<Flags> {
  const reading = readFlags(args, table);
  if (reading.kind === "help") throw new Error("help was requested");
  return reading;
}

function faultOf(args: string[], table: FlagTable): SallyportError {
  try {
    readFlags(args, table);
  } catch (error) {
    if (isSallyportError(error)) return error;
    throw error;
  }
  throw new Error(`${args.join(" ")} was accepted`);
}

describe("the grammar of Go's flag package", () => {
  it.each([
    ["one dash", ["-user", "1:2"]],
    ["two dashes", ["--user", "1:2"]],
    ["one dash and =", ["-user=1:2"]],
    ["two dashes and =", ["--user=1:2"]],
    ["a letter", ["-u", "1:2"]],
    ["a letter and =", ["-u=1:2"]],
    ["a letter with two dashes", ["--u", "1:2"]],
  ])("takes a value by %s", (_, args) => {
    expect(read([...args, "web"], exec)).toMatchObject({
      values: { user: { uid: 1, gid: 2 } },
      rest: ["web"],
    });
  });

  it.each([
    [["--detach", "true", "web"], true, ["true", "web"]],
    [["--detach=false", "web"], false, ["web"]],
    [["-d", "web"], true, ["web"]],
    [["-d=F", "web"], false, ["web"]],
    [["-d", "-d=0"], false, []],
    [["web", "-d"], undefined, ["web", "-d"]],
  ])("gives a boolean flag only a value behind =: %j", (args, detach, rest) => {
    expect(read(args, exec)).toMatchObject({ values: { detach }, rest });
  });

  it.each([
    [["-t", "web", "-t", "--"], ["web", "-t", "--"], false],
    [["-t", "-", "x"], ["-", "x"], false],
    [["-t", "", "x"], ["", "x"], false],
    [["-t", "--", "-x"], ["-x"], true],
    [["-t", "--", "--", "x"], ["--", "x"], true],
    [["--", "--"], ["--"], true],
    [[], [], false],
  ])("ends the flags of %j", (args, rest, terminated) => {
    expect(read(args, exec)).toMatchObject({ rest, terminated });
  });

  it.each([
    [["-dt", "web"], { detach: true, tty: true }, ["web"]],
    [["-it", "web"], { interactive: true, tty: true }, ["web"]],
    [["-tdu", "1:2", "web"], { detach: true, tty: true, user: { uid: 1, gid: 2 } }, ["web"]],
    [["-dt=false", "web"], { detach: true, tty: false }, ["web"]],
    [["-tu=1:2", "web"], { tty: true, user: { uid: 1, gid: 2 } }, ["web"]],
    [["--tty=no", "web"], { tty: false }, ["web"]],
  ])("takes letters in one word, and crun's no, which are not Go's: %j", (args, values, rest) => {
    expect(read(args, exec)).toMatchObject({ values, rest });
  });

  it.each(["--dt", "-ut", "-dx", "-evn", "-d t"])("takes no letters by %j", (word) => {
    expect(faultOf([word, "1", "web"], exec).message).toBe(
      `flag provided but not defined: -${word.replace(/^-+/, "")}`,
    );
  });

  it("takes the next word as a value whatever it looks like", () => {
    expect(read(["--cwd", "--", "--process", "-d", "web"], exec)).toMatchObject({
      values: { cwd: "--", process: "-d" },
      rest: ["web"],
      terminated: false,
    });
  });

  it("keeps everything behind the first =", () => {
    expect(read(["--env=A=b=c", "--cwd="], exec).values).toMatchObject({ env: ["A=b=c"], cwd: "" });
  });

  it("lets the last scalar win and adds lists up", () => {
    const { values } = read(["--root", "a", "--root=b"], globalFlags);
    expect(values.root).toBe("b");
    expect(read(["-e", "A=1", "--env", "B=2", "-g", "3", "-g=4"], exec).values).toMatchObject({
      env: ["A=1", "B=2"],
      additionalGids: [3, 4],
    });
  });

  it("reports occurrences in order, with the name and text as given", () => {
    const { occurrences } = read(["-d", "--workdir", "/a", "-w=/b"], exec);
    expect(
      occurrences.map(({ definition, name, text, value }) => [definition.name, name, text, value]),
    ).toEqual([
      ["detach", "d", "true", true],
      ["cwd", "workdir", "/a", "/a"],
      ["cwd", "w", "/b", "/b"],
    ]);
  });

  it("splits lists only where the imitated release does", () => {
    const args = ["--env", "A=1,B=2", "--cap", "CAP_KILL,CAP_CHOWN", "--additional-gids", "3,4"];
    expect(read(args, execFlags({ splitLists: true })).values).toMatchObject({
      env: ["A=1", "B=2"],
      cap: ["CAP_KILL", "CAP_CHOWN"],
      additionalGids: [3, 4],
    });
    expect(read(args.slice(0, 4), exec).values).toMatchObject({
      env: ["A=1,B=2"],
      cap: ["CAP_KILL,CAP_CHOWN"],
    });
  });
});

describe("values", () => {
  it("of flags that were not given are empty lists or undefined", () => {
    const { values } = read([], exec);
    expect(values).toEqual({
      cwd: undefined,
      env: [],
      user: {},
      additionalGids: [],
      cap: [],
      detach: undefined,
      process: undefined,
      pidFile: undefined,
      internalPidFile: undefined,
      consoleSocket: undefined,
      passFd: [],
      execFd: undefined,
      tty: undefined,
      preserveFds: undefined,
      noNewPrivs: undefined,
      cgroup: [],
    });
  });

  it("are typed by the table", () => {
    const { values } = read([], exec);
    expectTypeOf(values.cwd).toEqualTypeOf<string | undefined>();
    expectTypeOf(values.env).toEqualTypeOf<readonly string[]>();
    expectTypeOf(values.additionalGids).toEqualTypeOf<readonly number[]>();
    expectTypeOf(values.detach).toEqualTypeOf<boolean | undefined>();
    expectTypeOf(values.execFd).toEqualTypeOf<number | undefined>();
    expectTypeOf(read([], globalFlags).values.compat).toEqualTypeOf<
      "newest" | "20240729" | "20221219" | undefined
    >();
    // @ts-expect-error: the table has no such flag
    expect(values.nosuch).toBeUndefined();
  });
});

describe("help", () => {
  it.each([["-h"], ["--help"], ["-help"], ["--h"], ["--help=false"]])("is requested by %s", (word) => {
    expect(readFlags(["--cwd", "/", word, "--nosuch"], exec)).toEqual({ kind: "help" });
  });

  it("is a flag like others where the table has it", () => {
    const table = { scope: "command", flags: { h: { name: "h", type: boolean, usage: "human" } } } as const;
    expect(read(["-h"], table).values.h).toBe(true);
  });

  it("comes after the faults to its left", () => {
    expect(faultOf(["--nosuch", "--help"], exec).message).toBe("flag provided but not defined: -nosuch");
  });
});

describe("faults", () => {
  it.each([
    [["---x"], "bad flag syntax: ---x"],
    [["-=x"], "bad flag syntax: -=x"],
    [["--=x"], "bad flag syntax: --=x"],
    [["--detach="], 'invalid boolean value "" for -detach: parse error'],
    [["-u=1x"], 'invalid value "1x" for flag -u: couldn\'t parse UID: 1x'],
    [["-ux"], "flag provided but not defined: -ux"],
    [["-u1"], "flag provided but not defined: -u1"],
    [["-tx"], "flag provided but not defined: -tx"],
    [["--Detach"], "flag provided but not defined: -Detach"],
    [["--deta"], "flag provided but not defined: -deta"],
    [["--nosuch=1"], "flag provided but not defined: -nosuch"],
    [["--__proto__"], "flag provided but not defined: -__proto__"],
    [["--cwd"], "flag needs an argument: -cwd"],
    [["--user", "1x", "---x"], 'invalid value "1x" for flag -user: couldn\'t parse UID: 1x'],
    [["--preserve-fds", "-1"], 'invalid value "-1" for flag -preserve-fds: parse error'],
    [["--exec-fd", "9999999999"], 'invalid value "9999999999" for flag -exec-fd: value out of range'],
  ])("%j is refused", (args, message) => {
    expect(faultOf(args, exec)).toMatchObject({ code: "SALLYPORT_USAGE", message });
  });

  it("in front of the command have a code of their own", () => {
    expect(faultOf(["--nosuch", "exec"], globalFlags)).toMatchObject({
      code: "SALLYPORT_GLOBAL_USAGE",
      message: "flag provided but not defined: -nosuch",
      details: { flag: "nosuch" },
    });
    expect(faultOf(["---x"], globalFlags).code).toBe("SALLYPORT_GLOBAL_USAGE");
    expect(faultOf(["--root"], globalFlags).code).toBe("SALLYPORT_GLOBAL_USAGE");
  });

  it("hint at the flag that was meant, and leave the message as it is", () => {
    expect(faultOf(["--evn", "A=1"], exec)).toMatchObject({
      message: "flag provided but not defined: -evn",
      hint: "did you mean --env?",
    });
    expect(faultOf(["--nosuchflag"], exec).hint).toBeUndefined();
  });

  it("that are ours come through as they are", () => {
    const broken = {
      ...boolean,
      parse: () => {
        throw new TypeError("defect");
      },
    };
    const table: FlagTable = { scope: "command", flags: { x: { name: "x", type: broken, usage: "" } } };
    expect(() => readFlags(["-x"], table)).toThrow(TypeError);
  });
});

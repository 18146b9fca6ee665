import { describe, expect, it } from "vitest";
import type { FlagTable } from "./flag-table.ts";
import { readFlags } from "./read-flags.ts";
import { requireKnownPlatform } from "./require-known-platform.ts";
import { execFlags } from "./tables/exec-flags.ts";
import { globalFlags } from "./tables/global-flags.ts";

/** Messages measured on runsc 20240729, which splits lists at commas. */
const exec = execFlags({ splitLists: true });

function outcome(args: string[], table: FlagTable): unknown {
  try {
    const reading = readFlags(args, table);
    return reading.kind === "help" ? "help" : { ...reading.values, rest: reading.rest };
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

describe("flags of exec that runsc refuses, in its words", () => {
  it.each([
    ["--nosuchflag ra24 true", "flag provided but not defined: -nosuchflag"],
    ["--user", "flag needs an argument: -user"],
    ["--detach=maybe ra24 true", 'invalid boolean value "maybe" for -detach: parse error'],
    ["--exec-fd=abc ra24 true", 'invalid value "abc" for flag -exec-fd: parse error'],
    ["--user 1x ra24 true", 'invalid value "1x" for flag -user: couldn\'t parse UID: 1x'],
    ["--user 1:1x ra24 true", 'invalid value "1:1x" for flag -user: couldn\'t parse GID: 1x'],
    ["--user= ra24 true", 'invalid value "" for flag -user: couldn\'t parse UID: '],
    ["--user 1: ra24 true", 'invalid value "1:" for flag -user: couldn\'t parse GID: '],
    ["--user 0x10 ra24 id", 'invalid value "0x10" for flag -user: couldn\'t parse UID: 0x10'],
    [
      "--user 99999999999999999999 ra24 id",
      'invalid value "99999999999999999999" for flag -user: couldn\'t parse UID: 99999999999999999999',
    ],
    ["--additional-gids abc ra24 true", 'parsing GID: abc, strconv.Atoi: parsing "abc": invalid syntax'],
    [
      "--pass-fd a:5 ra24 true",
      'invalid value "a:5" for flag -pass-fd: invalid flag host value: strconv.Atoi: parsing "a": invalid syntax',
    ],
    [
      "--pass-fd 5:b ra24 true",
      'invalid value "5:b" for flag -pass-fd: invalid flag guest value: strconv.Atoi: parsing "b": invalid syntax',
    ],
    ["--pass-fd=-1:5 ra24 true", 'invalid value "-1:5" for flag -pass-fd: flag host value must be >= 0: -1'],
    ["--pass-fd=5:-1 ra24 true", 'invalid value "5:-1" for flag -pass-fd: flag guest value must be >= 0: -1'],
  ])("%s", (line, message) => {
    expect(outcome(line.split(" "), exec)).toBe(message);
  });

  it("a comma in a group list, where lists are not split", () => {
    expect(outcome(["--additional-gids", "3,4", "ra22"], execFlags({ splitLists: false }))).toBe(
      'parsing GID: 3,4, strconv.Atoi: parsing "3,4": invalid syntax',
    );
  });
});

describe("flags of exec that runsc accepts, with the same values", () => {
  it.each([
    ["--user +5:+6 ra24 id", { user: { uid: 5, gid: 6 }, rest: ["ra24", "id"] }],
    ["--additional-gids 3,4 ra24 id", { additionalGids: [3, 4] }],
    ["--cap CAP_FOO ra24 true", { cap: ["CAP_FOO"] }],
    ["--env FOO ra24 true", { env: ["FOO"] }],
    ["--env =x ra24 env", { env: ["=x"] }],
    ["--env A=1,2 ra24 env", { env: ["A=1", "2"] }],
    ["--env A= ra24 env", { env: ["A="] }],
    ["--cwd tmp ra24 pwd", { cwd: "tmp" }],
    ["--process DIR/p.json ra24", { process: "DIR/p.json", rest: ["ra24"] }],
    ["--console-socket DIR/s --detach --pid-file DIR/pf ra24", { consoleSocket: "DIR/s", detach: true }],
    ["--internal-pid-file /x ra24 true", { internalPidFile: "/x" }],
    ["--detach --pid-file DIR/pf ra24 echo nodetach keep", { rest: ["ra24", "echo", "nodetach", "keep"] }],
    ["-detach -pid-file DIR/pf ra24 true", { detach: true, pidFile: "DIR/pf" }],
    ["--detach=true --pid-file DIR/pf ra24 true", { detach: true }],
    ["--detach=false ra24 echo x", { detach: false, rest: ["ra24", "echo", "x"] }],
    ["-- ra24 true", { rest: ["ra24", "true"] }],
    ["ra24 -- true", { rest: ["ra24", "--", "true"] }],
    ["ra24 ls -ld /", { rest: ["ra24", "ls", "-ld", "/"] }],
    ["-user 1:2 ra24 id", { user: { uid: 1, gid: 2 } }],
    ["--exec-fd 77 ra24 foo", { execFd: 77 }],
    ["--exec-fd -5 ra24 true", { execFd: undefined, rest: ["ra24", "true"] }],
    ["--exec-fd 0x32 ra24 foo", { execFd: 50 }],
    ["--pass-fd 77:5 ra24 true", { passFd: [{ host: 77, guest: 5 }] }],
    ["--pass-fd=50:5000 ra24 ls", { passFd: [{ host: 50, guest: 5000 }] }],
  ])("%s", (line, expected) => {
    expect(outcome(line.split(" "), exec)).toMatchObject(expected);
  });

  it.each([["-h"], ["--help"]])("%s asks for the usage text", (word) => {
    expect(outcome([word], exec)).toBe("help");
  });
});

describe("where sallyport differs from runsc on purpose", () => {
  it.each([
    ["--user -1 ra24 id", 'invalid value "-1" for flag -user: UID must be between 0 and 4294967295: -1'],
    [
      "--user 4294967297 ra24 id",
      'invalid value "4294967297" for flag -user: UID must be between 0 and 4294967295: 4294967297',
    ],
    ["--pass-fd=-1 ra24 true", 'invalid value "-1" for flag -pass-fd: flag host value must be >= 0: -1'],
    [
      "--pass-fd=50:2:3 ra24 ls",
      'invalid value "50:2:3" for flag -pass-fd: invalid flag value: must be an integer or a mapping of format M:N',
    ],
  ])("%s is refused", (line, message) => {
    expect(outcome(line.split(" "), exec)).toBe(message);
  });

  it.each([
    [
      "--pass-fd=50,50:7 ra24 ls",
      {
        passFd: [
          { host: 50, guest: 50 },
          { host: 50, guest: 7 },
        ],
      },
    ],
    ["-d ra24 true", { detach: true, rest: ["ra24", "true"] }],
    ["-t ra24 true", { tty: true }],
    ["--tty ra24 true", { tty: true }],
    ["--tty=false ra24 true", { tty: false }],
    ["-u 1 ra24 true", { user: { uid: 1 } }],
    ["-e A=1 ra24 true", { env: ["A=1"] }],
    [
      "-g 3 -c CAP_KILL -p F -w /tmp ra24",
      { additionalGids: [3], cap: ["CAP_KILL"], process: "F", cwd: "/tmp" },
    ],
    ["--no-new-privs ra24 true", { noNewPrivs: true }],
    ["--preserve-fds 0 ra24 true", { preserveFds: 0 }],
  ])("%s is accepted", (line, expected) => {
    expect(outcome(line.split(" "), exec)).toMatchObject(expected);
  });

  it("every one of 130 mappings is kept", () => {
    const mappings = Array.from({ length: 130 }, (_, index) => ({ host: 50, guest: 100 + index }));
    const text = mappings.map(({ host, guest }) => `${host}:${guest}`).join(",");
    expect(outcome(["--pass-fd", text, "ra24", "true"], exec)).toMatchObject({ passFd: mappings });
  });
});

describe("flags in front of the command", () => {
  it.each([
    ["--nosuch exec", "flag provided but not defined: -nosuch"],
    ["--network bogus exec", 'invalid value "bogus" for flag -network: invalid network type "bogus"'],
    ["--rootless=auto exec", 'invalid boolean value "auto" for -rootless: parse error'],
  ])("%s is refused in runsc's words", (line, message) => {
    expect(outcome(line.split(" "), globalFlags)).toBe(message);
  });

  it.each([
    ["--debug false exec ra24 true", { debug: true, rest: ["false", "exec", "ra24", "true"] }],
    ["--systemd-cgroup exec", { rest: ["exec"] }],
    ["--systemd-cgroup=true exec", { rest: ["exec"] }],
    ["--log-format bogus exec", { logFormat: "bogus", rest: ["exec"] }],
    ["--debug-log-format bogus exec", { rest: ["exec"] }],
    ["--platform bogus exec", { platform: "bogus", rest: ["exec"] }],
    ["--version", { version: true, rest: [] }],
    [
      "--network=none --platform=systrap --ignore-cgroups --log-format=json --log L exec --pid-file P",
      { platform: "systrap", logFormat: "json", log: "L", rest: ["exec", "--pid-file", "P"] },
    ],
    ["--root D --log F --log-format json --rootless=false exec", { root: "D", log: "F", rest: ["exec"] }],
  ])("%s is accepted", (line, expected) => {
    expect(outcome(line.split(" "), globalFlags)).toMatchObject(expected);
  });

  it("a platform is checked when a command runs", () => {
    expect(() => requireKnownPlatform("bogus")).toThrow(
      expect.objectContaining({ code: "SALLYPORT_USAGE", message: "unknown platform: bogus" }),
    );
    expect(() => requireKnownPlatform("systrap")).not.toThrow();
  });
});

describe("details.flag marks the faults that gVisor prints the usage text after", () => {
  it.each([
    ["--nosuch", { flag: "nosuch" }],
    ["--user=1x", { flag: "user" }],
    ["--additional-gids=abc", {}],
  ])("%s", (word, details) => {
    expect(() => readFlags([word], exec)).toThrow(expect.objectContaining({ details }));
  });
});

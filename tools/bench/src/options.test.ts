import { describe, expect, it } from "vitest";
import { parseOptions } from "./options.ts";

const rows = ["exec-true", "pipe"];
const defaults = {
  help: false,
  startup: false,
  supervisor: false,
  library: false,
  soak: undefined,
  exits: undefined,
  rounds: 40,
  only: [],
  output: undefined,
};

describe("the options", () => {
  it.each<[string[], object]>([
    [[], {}],
    [["--help"], { help: true }],
    [["-h"], { help: true }],
    [["--rounds", "5"], { rounds: 5 }],
    [["--only", "pipe", "--only=exec-true"], { only: ["pipe", "exec-true"] }],
    [["--output", "a b.md"], { output: "a b.md" }],
    [["--startup", "--rounds", "3"], { startup: true, rounds: 3 }],
    [["--supervisor"], { supervisor: true }],
    [["--library", "--output", "a.md"], { library: true, output: "a.md" }],
    [["--soak", "10000"], { soak: 10_000 }],
    [["--exits", "2000"], { exits: 2000 }],
  ])("%j are understood", (args, expected) => {
    expect(parseOptions(args, rows)).toEqual({ ...defaults, ...expected });
  });

  it.each([
    [["--rounds", "0"], "--rounds 0: a number from 1 to 99999 is needed"],
    [["--rounds", "x"], "--rounds x: a number from 1 to 99999 is needed"],
    [["--rounds"], "option '--rounds <value>' argument missing"],
    [["--only", "exec"], "--only exec: no such row"],
    [["--nosuch"], "unknown option '--nosuch'"],
    [["word"], "unexpected argument 'word'"],
    [["--startup", "--only", "pipe"], "--startup does not go with --only"],
    [["--supervisor", "--output", "a.md"], "--supervisor does not go with --output"],
    [["--library", "--soak", "5"], "--library does not go with --soak"],
    [["--supervisor", "--exits", "5"], "--supervisor does not go with --exits"],
    [["--exits", "all"], "--exits all: a number from 1 to 99999 is needed"],
    [["--soak", "0"], "--soak 0: a number from 1 to 99999 is needed"],
  ])("%j are refused", (args, message) => {
    const refused = expect.objectContaining({ code: "SALLYPORT_USAGE", message, hint: expect.any(String) });
    expect(() => parseOptions(args, rows)).toThrow(refused);
  });
});

import { describe, expect, it } from "vitest";
import { formatNames } from "./format-names.ts";

describe("names of system calls", () => {
  it.each<[string, Record<string, number>, string]>([
    ["nothing", {}, ""],
    ["from 0 on", { read: 0, write: 1 }, "read write"],
    ["in the order of the numbers", { write: 1, read: 0 }, "read write"],
    ["with holes", { read: 0, open: 2, close: 3, rseq: 334 }, "read 2 open close 334 rseq"],
    ["with two names for a number", { first: 7, second: 7 }, "7 first 7 second"],
  ])("are written: %s", (_, numbers, expected) => {
    expect(formatNames(new Map(Object.entries(numbers)))).toBe(expected);
  });
});

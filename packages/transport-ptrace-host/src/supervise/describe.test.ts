import type { ArgumentContent, CallEvent } from "@sallyport/helper";
import { describe, expect, it } from "vitest";
import { text } from "../../test/join-request.ts";
import type { TracedKind } from "./call-signatures.ts";
import { describeAddress } from "./describe-address.ts";
import { describeArguments } from "./describe-arguments.ts";

const bytes = (value: string): Uint8Array => text.encode(value);

function call(words: readonly bigint[], contents: readonly ArgumentContent[] = []): CallEvent {
  return { rule: 0, thread: 7, time: 0n, architecture: 0, number: 0, arguments: words, contents };
}

describe("arguments of a call in a trace", () => {
  it.each<[TracedKind, bigint, readonly ArgumentContent[], unknown]>([
    ["number", 5n, [], 5],
    ["number", 0xffff_ffff_ffff_ff9cn, [], -100],
    ["number", 0x7fff_ffff_ffff_ffffn, [], "0x7fffffffffffffff"],
    ["descriptor", 0xffff_ff9cn, [], -100],
    ["text", 1n, [{ argument: 0, state: "whole", bytes: bytes("/a b") }], "/a b"],
    ["text", 1n, [{ argument: 0, state: "cut", bytes: bytes("/a") }], "/a…"],
    ["text", 0n, [{ argument: 0, state: "unreadable", bytes: bytes("") }], null],
    ["text", 1n, [], null],
    ["text", 1n, [{ argument: 0, state: "whole", bytes: Uint8Array.of(0x2f, 0xff) }], "/\ufffd"],
    ["texts", 0n, [], []],
    [
      "texts",
      1n,
      [
        { argument: 0, state: "whole", bytes: bytes("ls") },
        { argument: 1, state: "whole", bytes: bytes("of another") },
        { argument: 0, state: "cut", bytes: bytes("") },
      ],
      ["ls", "…"],
    ],
    ["address", 1n, [{ argument: 0, state: "unreadable", bytes: bytes("") }], null],
  ])("%s %d", (kind, word, contents, expected) => {
    expect(describeArguments(call([word], contents), [kind], text)).toEqual([expected]);
  });

  it.each<[readonly number[], string]>([
    [[2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], "127.0.0.1:80"],
    [
      [10, 0, 1, 187, 0, 0, 0, 0, 0x20, 1, ...Array.from({ length: 13 }, () => 0), 1],
      "[2001:0:0:0:0:0:0:1]:443",
    ],
    [[1, 0, ...bytes("/run/s\0rest")], "unix:/run/s"],
    [[1, 0, ...bytes("/run/s")], "unix:/run/s"],
    [[1, 0, 0, ...bytes("name")], "unix:@name"],
    [[1, 0], "unix:"],
    [[16, 0, 0], "family 16"],
    [[2, 0, 1], "family 2"],
    [[], "family 0"],
  ])("have an address as text: %j", (address, expected) => {
    expect(describeAddress(Uint8Array.from(address), text)).toBe(expected);
  });
});

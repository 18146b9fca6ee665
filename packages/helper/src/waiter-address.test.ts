import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { host } from "../test/rig.ts";
import { waiterAddress } from "./waiter-address.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("the waiter's address", () => {
  it.each([
    ["a path, with its NUL", { kind: "path", path: "/run/s" } as const, "\u0001\0/run/s\0"],
    [
      "the longest path",
      { kind: "path", path: `/${"a".repeat(106)}` } as const,
      `\u0001\0/${"a".repeat(106)}\0`,
    ],
    [
      "a path below the working directory",
      { kind: "path", path: "s" } as const,
      `\u0001\0${process.cwd()}/s\0`,
    ],
    [
      "an abstract name with the NULs that are part of it",
      { kind: "abstract", name: "web\0" } as const,
      "\u0001\0\0web\0",
    ],
  ])("is %s", (_, address, expected) => {
    const { bytes, holder } = waiterAddress(host, address);
    expect(latin1(bytes)).toBe(expected);
    expect(holder).toBeUndefined();
  });

  it("is that of a descriptor for a longer path", () => {
    const path = join(folder, "s".repeat(120));
    host.descriptors.close(host.files.open(path, { access: "write", create: true }));
    const { bytes, holder } = waiterAddress(host, { kind: "path", path });
    expect(latin1(bytes)).toBe("\u0001\0/proc/self/fd/11\0");
    expect(host.descriptors.status(holder!).inode).toBe(host.files.status(path).inode);
    host.descriptors.close(holder!);
  });

  it("of a longer path that is not there cannot be had", () => {
    const path = join(folder, "s".repeat(120));
    expect(() => waiterAddress(host, { kind: "path", path })).toThrow(
      expect.objectContaining({ errno: "ENOENT" }),
    );
  });

  it("has no room for an abstract name of 108 bytes", () => {
    expect(() => waiterAddress(host, { kind: "abstract", name: "a".repeat(108) })).toThrow(
      expect.objectContaining({ errno: "ENAMETOOLONG" }),
    );
  });
});

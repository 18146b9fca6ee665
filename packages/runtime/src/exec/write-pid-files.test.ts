import type { Host } from "@sallyport/host";
import { readText } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { writePidFiles } from "./write-pid-files.ts";

const pids = { hostPid: 100, sandboxPid: 7 };

/** The same host, and the files in the order in which they became complete. */
function watched(host: Host): { readonly host: Host; readonly completed: string[] } {
  const completed: string[] = [];
  const rename: Host["files"]["rename"] = (from, to) => {
    host.files.rename(from, to);
    completed.push(to);
  };
  return { host: { ...host, files: { ...host.files, rename } }, completed };
}

describe("the pid files", () => {
  it("are written without a newline, the internal one first", () => {
    const { host, completed } = watched(createFakeHost());
    writePidFiles(host, { pidFile: "/tmp/pid", internalPidFile: "/tmp/internal", ...pids });
    expect(readText(host, "/tmp/pid")).toBe("100");
    expect(readText(host, "/tmp/internal")).toBe("7");
    expect(completed).toEqual(["/tmp/internal", "/tmp/pid"]);
  });

  it.each([
    [0o022, 0o644],
    [0o077, 0o600],
  ])("have the mode that umask %o leaves", (umask, mode) => {
    const host = createFakeHost({ umask });
    writePidFiles(host, { pidFile: "/tmp/pid", internalPidFile: undefined, ...pids });
    expect(host.files.status("/tmp/pid").mode).toBe(mode);
  });

  it("replace what was there", () => {
    const host = createFakeHost({ files: { "/tmp/pid": "99999999" } });
    writePidFiles(host, { pidFile: "/tmp/pid", internalPidFile: undefined, ...pids });
    expect(readText(host, "/tmp/pid")).toBe("100");
  });

  it("are written only where they are asked for", () => {
    const host = createFakeHost();
    writePidFiles(host, { pidFile: undefined, internalPidFile: undefined, ...pids });
    expect(host.files.list("/tmp")).toEqual([]);
  });

  it.each([
    [{ pidFile: "/no/pid", internalPidFile: undefined }, /^writing pid file: /],
    [
      { pidFile: "/tmp/pid", internalPidFile: "/no/internal" },
      /^writing internal pid file "\/no\/internal": /,
    ],
  ])("that cannot be written are an error, and nothing more is written: %j", (files, message) => {
    const host = createFakeHost();
    expect(() => writePidFiles(host, { ...files, ...pids })).toThrow(
      expect.objectContaining({ errno: "ENOENT", message: expect.stringMatching(message) }),
    );
    expect(host.files.list("/tmp")).toEqual([]);
  });
});

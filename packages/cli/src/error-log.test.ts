import { readText } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { type ErrorLogOptions, openErrorLog } from "./error-log.ts";

const now = Date.UTC(2026, 10, 24, 4, 5, 6, 789);
const journal = "/run/systemd/journal/socket";
const syslog = "/dev/log";
const record = (msg: string) =>
  `{"msg":${JSON.stringify(msg)},"level":"error","time":"2026-11-24T04:05:06.789Z"}`;

describe("the error log", () => {
  it("gets one JSON object per error, in the order of gVisor's keys and without a newline", () => {
    const host = createFakeHost({ now, files: { "/tmp/log": "before" } });
    const log = openErrorLog(host, { log: "/tmp/log", logFd: undefined });
    log.write('no such file: "x"\n');
    log.write("again");
    expect(readText(host, "/tmp/log")).toBe(`before${record('no such file: "x"\n')}${record("again")}`);
  });

  it.each<[ErrorLogOptions["dialect"], string, string]>([
    ["runsc", "text", record("no") + record("no")],
    ["runc", "json", `${record("no")}\n${record("no")}\n`],
    ["runc", "text", `time="2026-11-24T04:05:06.789Z" level=error msg="no"\n`.repeat(2)],
    ["crun", "json", `${record("no")}\n${record("no")}\n`],
    ["crun", "text", "2026-11-24T04:05:06.789Z: no\n".repeat(2)],
  ])("is what %s writes for the format %s", (dialect, logFormat, expected) => {
    const host = createFakeHost({ now });
    const log = openErrorLog(host, { log: "/tmp/log", logFd: undefined, logFormat, dialect });
    log.write("no");
    log.write("no");
    expect(readText(host, "/tmp/log")).toBe(expected);
  });

  it("is the file behind crun's file:", () => {
    const host = createFakeHost({ now });
    openErrorLog(host, { log: "file:/tmp/log", logFd: undefined, dialect: "crun" }).write("no");
    expect(host.files.list("/tmp")).toEqual(["log"]);
  });

  it.each([
    ["journald:web", journal, /^PRIORITY=3\nMESSAGE=no: \u00e9\nID=web\nSYSLOG_IDENTIFIER=crun\n$/],
    ["journald:a\nb", journal, /^PRIORITY=3\nMESSAGE=.*\nID\n.{8}a\nb\nSYSLOG_/s],
    ["syslog:web", syslog, /^<11>Nov 2[345] \d\d:\d\d:06 web: no: \u00e9$/],
  ])("is one datagram for crun's %j", (log, socket, expected) => {
    const host = createFakeHost({ now, datagramSockets: [journal, syslog] });
    openErrorLog(host, { log, logFd: undefined, dialect: "crun" }).write("no: \u00e9");
    const others = [journal, syslog].filter((path) => path !== socket);
    expect(others.flatMap((path) => host.fake.datagrams(path))).toEqual([]);
    const [datagram, ...more] = host.fake.datagrams(socket);
    expect(datagram).toMatch(expected);
    expect(more).toEqual([]);
  });

  it.each(["journald:web", "syslog:web"])("is nowhere for crun's %s where nobody listens", (log) => {
    const host = createFakeHost();
    openErrorLog(host, { log, logFd: undefined, dialect: "crun" }).write("no");
    expect(host.files.list("/tmp")).toEqual([]);
  });

  it("is there from the start, readable for all", () => {
    const host = createFakeHost();
    openErrorLog(host, { log: "/tmp/log", logFd: undefined });
    expect(host.files.status("/tmp/log")).toMatchObject({ mode: 0o644, size: 0 });
  });

  it("says so at once when it cannot be opened", () => {
    expect(() => openErrorLog(createFakeHost(), { log: "/nowhere/log", logFd: undefined })).toThrow(
      expect.objectContaining({
        errno: "ENOENT",
        message: expect.stringMatching(/^error opening log file "\/nowhere\/log": /),
      }),
    );
  });

  it.each([undefined, ""])("is nowhere when it is %j", (log) => {
    const host = createFakeHost();
    openErrorLog(host, { log, logFd: -1 }).write("x");
    expect(host.files.list("/tmp")).toEqual([]);
  });

  it("goes to a descriptor that our caller left open, rather than to the file", () => {
    const host = createFakeHost({ now, inherited: [7] });
    openErrorLog(host, { log: "/tmp/log", logFd: 7 }).write("x");
    expect(host.descriptors.status(7).size).toBe(record("x").length);
    expect(host.files.list("/tmp")).toEqual([]);
  });

  it("goes to stderr by its number", () => {
    const host = createFakeHost({ now });
    openErrorLog(host, { log: undefined, logFd: 2 }).write("x");
    expect(host.fake.output(2)).toBe(record("x"));
  });

  it("is refused a descriptor that nobody left open", () => {
    expect(() => openErrorLog(createFakeHost(), { log: undefined, logFd: 7 })).toThrow(
      expect.objectContaining({
        code: "SALLYPORT_INVALID_DESCRIPTOR",
        message: "--log-fd 7: bad file descriptor",
      }),
    );
  });
});

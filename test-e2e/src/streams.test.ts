import { existsSync, readFileSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createNodeHost } from "@sallyport/host/node";
import { describe, expect, it, vi } from "vitest";
import { expectIdle } from "./support/expect-idle.ts";
import { startProgram } from "./support/program.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const host = createNodeHost();
const spew = ["spew", "1048576", "3"];
const both = ["sh", "-c", "echo out; echo err >&2"];

describe.each(releases)("the streams on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it("are apart", async () => {
    expect(await guest.exec(both)).toMatchObject({ status: 0, stdout: "out\n", stderr: "err\n" });
  });

  it.each([
    ["nothing", ""],
    ["a line", "one\n"],
    ["a line without an end", "one"],
    ["more than a pipe holds", "0123456789abcde\n".repeat(20_000)],
  ])("carry %s from stdin to stdout", async (_, input) => {
    expect(await guest.exec(["cat"], { input })).toMatchObject({ status: 0, stdout: input, stderr: "" });
  });

  it("bring all output to a reader that begins late", async () => {
    const [ours, theirs] = host.sockets.pair();
    const pidFile = join(guest.folder, "late-reader");
    const flags = ["--drain-timeout", "10ms", "--pid-file", pidFile];
    const client = startProgram(["sh", "-c", 'exec "$@" >&3', "sh", ...guest.execWords(spew, { flags })], {
      descriptors: [theirs],
    });
    host.descriptors.close(theirs);
    await vi.waitFor(() => expect(existsSync(pidFile)).toBe(true), { timeout: 30_000 });
    await expectIdle(guest);
    await delay(100);
    let length = 0;
    for await (const chunk of new Socket({ fd: ours })) length += chunk.length;
    expect([length, (await client.ended).status]).toEqual([1_048_576, 3]);
  });

  it("go on into a file with what something left behind writes", async () => {
    const command = ["sh", "-c", "{ sleep 1; echo later; } & echo now"];
    const outcome = await guest.shell('"$@" >> grown', command, { flags: ["--drain-timeout", "10ms"] });
    expect(outcome.status).toBe(0);
    const content = () => readFileSync(join(guest.folder, "grown"), "utf8");
    await vi.waitFor(() => expect(content()).toBe("now\nlater\n"), { timeout: 30_000 });
  });

  it("do not keep the client when stdin stays open", async () => {
    expect(await guest.exec(["true"], { inputStaysOpen: true })).toMatchObject({ status: 0, stdout: "" });
  });

  it("tell the command that stdin has ended, when it has", async () => {
    const client = guest.startExec(["sh", "-c", "echo ready; cat; echo end"], { inputStaysOpen: true });
    await client.printed("ready");
    client.child.stdin?.end("last");
    expect(await client.ended).toMatchObject({ status: 0, stdout: "ready\nlastend\n" });
  });

  it.each([
    ["stdin", '"$@" <&-', "out\n", "err\n"],
    ["stdout", '"$@" >&-', "", "err\n"],
    ["stderr", '"$@" 2>&-', "out\n", ""],
    ["all of them", '"$@" <&- >&- 2>&-', "", ""],
  ])("may be closed: %s", async (_, script, stdout, stderr) => {
    expect(await guest.shell(script, both)).toMatchObject({ status: 0, stdout, stderr });
  });

  it("have an end when stdin is closed", async () => {
    expect(await guest.shell('"$@" <&-', ["cat"])).toMatchObject({ status: 0, stdout: "" });
  });

  it.each([
    ["a socket", '"$@" 2>&1'],
    ["a pipe", '"$@" 2>&1 | cat'],
  ])("keep their order when both are one: %s", async (_, script) => {
    const command = ["sh", "-c", "for i in $(seq 100); do echo out $i; echo err $i >&2; done"];
    const lines = Array.from({ length: 100 }, (_each, index) => `out ${index + 1}\nerr ${index + 1}\n`);
    expect((await guest.shell(script, command)).stdout).toBe(lines.join(""));
  });

  it("end the command when nobody reads any more", async () => {
    const outcome = await guest.shell('"$@" | head -n 1', ["yes"]);
    expect(outcome).toMatchObject({ status: 0, stdout: "y\n", stderr: "yes: (null): Broken pipe\n" });
  });

  it.each([
    ["sockets", 'echo one; "$@"; echo three; echo four >&2'],
    ["pipes", '{ echo one; "$@"; echo three; } | cat; echo four >&2'],
  ])("can be used by others afterwards: %s", async (_, script) => {
    const outcome = await guest.shell(script, ["sh", "-c", "echo two; echo three >&2"]);
    expect(outcome).toMatchObject({ status: 0, stdout: "one\ntwo\nthree\n", stderr: "three\nfour\n" });
  });

  it("block afterwards as they did before", async () => {
    const script = `mkfifo fifo; exec 9<>fifo; "$@" <&9 >&9 2>&9; echo $?; grep flags /proc/self/fdinfo/9`;
    const { stdout } = await guest.shell(script, ["true"]);
    const [status, flags = ""] = stdout.split("\n");
    const nonBlocking = 0o4000;
    expect(Number.parseInt(flags.replace("flags:", ""), 8) & nonBlocking).toBe(0);
    expect(status).toBe("0");
  });
});

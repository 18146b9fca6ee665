import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Client, startProgram } from "../support/program.ts";
import { reaped } from "../support/engine.ts";
import { runtimeFiles } from "../support/stock-runtimes.ts";
import { useNativeProgram } from "../support/native-program.ts";
import { useSandbox } from "../support/use-sandbox.ts";

/** Command lines of engines that are not installed here, word by word as their sources have them. */
describe("the command line of", () => {
  const guest = useSandbox({ release: "20240729" });
  const subreaper = useNativeProgram("subreaper");
  let link: string | undefined;
  const runsc = () => (link ??= runtimeFiles("runsc", guest.folder).ours);
  const at = (name: string) => join(guest.folder, name);
  const processFile = (args: readonly string[], more: object = {}): string => {
    const process = { args, cwd: "/", env: ["PATH=/bin"], user: { uid: 0, gid: 0 }, ...more };
    writeFileSync(at("runsc-process"), JSON.stringify(process));
    return at("runsc-process");
  };
  const detached = (words: readonly string[], pidFile: string): Client =>
    startProgram([subreaper(), pidFile, runsc(), ...words], { workingDirectory: guest.folder });

  /** containerd-shim-runsc-v1, with keys of its configuration; the process file goes as soon as the runtime returns. */
  it("gVisor's shim gives it two pid files, and the status to whoever reaps", async () => {
    const { id, root } = guest.sandbox;
    const globals = [`--root=${root}`, `--log=${at("log.json")}`, "--log-format=json"];
    const keys = [
      `--panic-log=${at("panic.log")}`,
      "--net-raw=true",
      "--platform=systrap",
      "--rootless=false",
    ];
    const script = "until [ -e /tmp/go ]; do sleep 0.1; done; exit 9";
    const flags = ["--process", processFile(["sh", "-c", script]), "--detach"];
    const files = ["--pid-file", at("exec.pid"), "--internal-pid-file", at("exec-internal.pid")];
    const words = [...globals, ...keys, "exec", ...flags, ...files, id];
    const engine = detached(words, at("exec.pid"));
    await engine.printed("pid ");
    rmSync(at("runsc-process"));
    expect(readFileSync(at("exec.pid"), "utf8")).toMatch(/^\d+$/);
    const inside = readFileSync(at("exec-internal.pid"), "utf8");
    expect((await guest.processes()).map(({ pid }) => String(pid))).toContain(inside);
    process.kill(Number(readFileSync(at("exec.pid"), "utf8")), 0);
    await guest.exec(["touch", "/tmp/go"]);
    expect(await reaped(engine)).toBe("exited 9");
    expect(readFileSync(at("log.json"), "utf8")).toBe("");
  });

  it("gVisor's shim kills by the number inside", async () => {
    const { id, root } = guest.sandbox;
    const files = ["--pid-file", at("killed.pid"), "--internal-pid-file", at("killed-internal.pid")];
    const process = processFile(["sleep", "1000"]);
    const engine = detached(
      [`--root=${root}`, "exec", "--process", process, "--detach", ...files, id],
      at("killed.pid"),
    );
    await engine.printed("pid ");
    const inside = readFileSync(at("killed-internal.pid"), "utf8");
    const kill = startProgram([runsc(), `--root=${root}`, "kill", "--pid", inside, id, "9"]);
    expect((await kill.ended).status).toBe(0);
    expect(await reaped(engine)).toBe("exited 137");
  });

  it("cri-o keeps the runtime's streams for itself, and ends as the command does", async () => {
    const { id, root } = guest.sandbox;
    const words = [runsc(), "--root", root, "--systemd-cgroup", "exec"];
    const process = processFile(["sh", "-c", "cat; echo err >&2; exit 3"]);
    const { ended } = startProgram([...words, "--process", process, id], { input: "streamed" });
    expect(await ended).toMatchObject({ status: 3, stdout: "streamed", stderr: "err\n" });
  });

  it("conmon-rs has the command in it", async () => {
    const { id, root } = guest.sandbox;
    const words = [`--root=${root}`, "exec", "-d", `--pid-file=${at("rs.pid")}`, id, "sh", "-c", "exit 4"];
    expect(await reaped(detached(words, at("rs.pid")))).toBe("exited 4");
  });

  it("containerd's shim for runc finds the reason as the last error of its log", async () => {
    const { id, root } = guest.sandbox;
    const words = [runsc(), "--root", root, "--log", at("shim.json"), "--log-format", "json", "exec"];
    const rest = ["--process", processFile(["nosuch"]), "--detach", "--pid-file", at("shim.pid"), id];
    const { status } = await startProgram([...words, ...rest]).ended;
    expect([status, existsSync(at("shim.pid"))]).toEqual([128, false]);
    expect(JSON.parse(readFileSync(at("shim.json"), "utf8"))).toMatchObject({
      level: "error",
      msg: expect.stringContaining("no such file or directory"),
    });
  });
});

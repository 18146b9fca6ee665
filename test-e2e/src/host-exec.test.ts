import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { openSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { workspaceFolder } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { ociRuntimes, useContainer } from "./support/use-container.ts";

const helper = join(workspaceFolder(), "packages/helper/build/sallyport-supervisor");

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

describe.each(ociRuntimes)("an exec into a container of $label", (runtime) => {
  const joined = useContainer({ runtime });

  it("runs a command with the caller's streams and its exit status", async () => {
    const script = "cat; echo out; echo err >&2; exit 42";
    const outcome = await joined.exec(["sh", "-c", script], { input: "in\n" });
    expect(outcome).toEqual({ status: 42, signal: null, stdout: "in\nout\n", stderr: "err\n" });
  });

  it("ends with 128 and the signal that ended the command", async () => {
    expect((await joined.exec(["sh", "-c", "kill -KILL $$"])).status).toBe(137);
  });

  it.each([
    [["nosuch"], [], 'exec: "nosuch": executable file not found in $PATH'],
    [["/nosuch"], [], 'exec: "/nosuch": stat /nosuch: no such file or directory'],
    [["/etc"], [], 'exec: "/etc": permission denied'],
    [["noexec.txt"], ["--env", "PATH=/bin:/etc"], 'exec: "noexec.txt": permission denied'],
    [["/bin/badformat"], [], 'exec: "/bin/badformat": exec format error'],
    [["true"], ["--cwd", "/nope"], 'chdir to cwd ("/nope") set in config.json failed: no such file'],
    [["/secret/x"], ["--user", "1000"], 'exec: "/secret/x": permission denied'],
    [["true"], ["--user", "eve"], 'unable to find user "eve": no matching entries in passwd file'],
  ])(
    "says why %j cannot be run with %j, in words that engines search for",
    async (command, flags, message) => {
      const { status, stderr } = await joined.exec(command, { flags });
      expect(stderr).toContain(message);
      expect(status).toBe(128);
    },
  );

  it.each([
    [["--user", "bob"], "uid=1000(bob) gid=1000(bob)"],
    [["--user", "bob:extra"], "uid=1000(bob) gid=3(extra)"],
    [["--user", "7", "--additional-gids", "3"], "uid=7 gid=0(root) groups=3(extra)"],
  ])("runs as the user that %j names", async (flags, id) => {
    expect((await joined.exec(["id"], { flags })).stdout).toContain(id);
  });

  it("reads users in the container alone, whatever it has in their file's place", async () => {
    const passwd = join(joined.container.bundle.rootfs, "etc/passwd");
    const onHost = join(joined.folder, "passwd");
    writeFileSync(onHost, "eve:x:7:7::/:/bin/sh\n");
    renameSync(passwd, `${passwd}.own`);
    try {
      symlinkSync(onHost, passwd);
      const linked = await joined.exec(["true"], { flags: ["--user", "eve"] });
      rmSync(passwd);
      execFileSync("mkfifo", [passwd]);
      const waiting = await joined.exec(["true"], { flags: ["--user", "eve"] });
      for (const { status, stderr } of [linked, waiting]) {
        expect([status, stderr]).toEqual([128, expect.stringContaining('unable to find user "eve"')]);
      }
    } finally {
      renameSync(`${passwd}.own`, passwd);
    }
  });

  it("gives the command its home directory", async () => {
    const script = ["sh", "-c", "echo $HOME"];
    const homes = [["0"], ["1000"], ["1001"], ["4711"]].map(async ([user = ""]) => {
      const { stdout } = await joined.exec(script, { flags: ["--user", user] });
      return stdout.trim();
    });
    expect(await Promise.all(homes)).toEqual(["/root", "/home/bob", "/", "/"]);
  });

  it("opens nothing but what the command is to have (CVE-2024-21626, runc issue 5474)", async () => {
    const open = ["sh", "-c", "for n in $(seq 0 40); do [ -e /proc/$$/fd/$n ] && echo -n $n,; done; true"];
    expect((await joined.exec(open)).stdout).toBe("0,1,2,");
    const descriptors = [openSync("/dev/null", "r"), openSync("/dev/null", "r"), openSync("/dev/null", "r")];
    const preserved = await joined.exec(open, { flags: ["--preserve-fds", "2"], descriptors });
    expect(preserved.stdout).toBe("0,1,2,3,4,");
    const mapped = await joined.exec(open, { flags: ["--pass-fd", "3:9"], descriptors });
    expect(mapped.stdout).toBe("0,1,2,9,");
    const absent = await joined.exec(open, { flags: ["--preserve-fds", "4"], descriptors });
    expect([absent.status, absent.stderr]).toEqual([128, expect.stringContaining("bad file descriptor")]);
  });

  it("enters no directory through a descriptor (CVE-2024-21626)", async () => {
    const refused = [3, 4, 5, 6, 7, 8, 9, 20].map(async (number) => {
      const flags = ["--cwd", `/proc/self/fd/${number}`];
      const { status, stdout, stderr } = await joined.exec(["sh", "-c", "echo inside"], { flags });
      expect([status, stdout]).toEqual([128, ""]);
      expect(stderr).toContain("chdir to cwd");
    });
    await Promise.all(refused);
  });

  it("does not let the container write to the program that entered it (CVE-2019-5736)", async () => {
    const before = sha256(helper);
    const { status } = await joined.exec(["/proc/self/exe"]);
    expect(status).not.toBe(0);
    const overwrite = "for p in /proc/[0-9]*; do (echo x > $p/exe) 2>/dev/null; done; true";
    await joined.exec(["sh", "-c", overwrite]);
    expect(sha256(helper)).toBe(before);
  });

  it("takes a process file to the letter", async () => {
    const spec = {
      args: ["sh", "-c", "id; umask; env; cat /proc/self/limits"],
      cwd: "/home",
      env: ["PATH=/bin"],
      user: { uid: 1000, gid: 1000, additionalGids: [3], umask: 0o77 },
      rlimits: [{ type: "RLIMIT_CORE", soft: 1, hard: 2 }],
      capabilities: { bounding: ["CAP_KILL"] },
      noNewPrivileges: true,
    };
    writeFileSync(join(joined.folder, "process.json"), JSON.stringify(spec));
    const args = ["exec", "--process", "process.json", joined.container.id];
    const { status, stdout, stderr } = await joined.run(args);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("uid=1000(bob) gid=1000(bob) groups=3(extra)\n0077\n");
    expect(stdout).toContain("HOME=/home/bob");
    expect(stdout).not.toContain("FOO=fromspec");
    expect(stdout).toMatch(/Max core file size +1 +2/);
  });

  it("passes signals on", async () => {
    const script = "trap 'echo caught; exit 9' TERM; echo ready; while :; do sleep 0.1; done";
    const client = joined.startExec(["sh", "-c", script]);
    await client.printed("ready");
    process.kill(client.pid, "SIGTERM");
    expect(await client.ended).toMatchObject({ status: 9, stdout: "ready\ncaught\n" });
  });

  it("is listed with its own process, and shows what runs in it", async () => {
    const { id, pid, bundle } = joined.container;
    const listed = await joined.run(["list"]);
    expect(listed.stdout).toMatch(new RegExp(`^${id} +${pid} +running +${bundle.folder}`, "m"));
    const state = JSON.parse((await joined.run(["state", id])).stdout);
    expect(state).toMatchObject({ id, pid, status: "running", bundle: bundle.folder });
    expect((await joined.run(["ps", id])).stdout).toMatch(new RegExp(`^0 +${pid} .*/bin/sleep 100000$`, "m"));
  });

  it("explains each system call of it, and makes none", async () => {
    const { id } = joined.container;
    const explain = ["explain", "--plan", "--env", "SECRET=hidden-value", "--user", "bob"];
    const { status, stdout } = await joined.run([...explain, id, "sh", "-c", "touch /tmp/explained"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +\d+ {2}setns\(\$init, CLONE_NEW/m);
    expect(stdout).toMatch(/^ +\d+ {2}setresuid\(1000, 1000, 1000\)$/m);
    expect(stdout).toMatch(/^ +\d+ {2}execute execve\(.*touch \/tmp\/explained/m);
    expect(stdout).not.toContain("hidden-value");
    expect((await joined.exec(["ls", "/tmp/explained"])).status).not.toBe(0);
  });

  it("explains what it would join, and what would fail", async () => {
    const { id, pid } = joined.container;
    const { status, stdout } = await joined.run(["explain", "--user", "bob", id, "ls"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^joins +namespaces of process ${pid}: .*mnt.* pid`, "m"));
    expect(stdout).toMatch(/^user +1000:1000$/m);
    const refused = await joined.run(["explain", "--user", "eve", id, "ls"]);
    expect([refused.status, refused.stdout]).toEqual([
      1,
      expect.stringContaining('unable to find user "eve"'),
    ]);
  });
});

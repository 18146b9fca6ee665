import { createHash, randomBytes } from "node:crypto";
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findEngines } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { usePodman } from "../support/podman.ts";
import { runtimeNames } from "../support/stock-runtimes.ts";
import { startTerminalSession } from "../support/terminal-session.ts";

interface Case {
  readonly flags?: readonly string[];
  readonly command: readonly string[];
  readonly expected: { readonly status: number; readonly stdout?: unknown; readonly stderr?: unknown };
}

const printing = (stdout: unknown) => ({ status: 0, stdout, stderr: "" });

const cases: Readonly<Record<string, Case>> = {
  "gives output, errors and exit status": {
    command: ["sh", "-c", "echo out; echo err >&2; exit 7"],
    expected: { status: 7, stdout: "out\n", stderr: "err\n" },
  },
  "ends with 128 and the signal": { command: ["sh", "-c", "kill -TERM $$"], expected: { status: 143 } },
  "runs as a user by name, in a directory, with a variable": {
    flags: ["-u", "bob", "-w", "/home/bob", "-e", "A=b c"],
    command: ["sh", "-c", 'id -un; id -gn; pwd; echo "$HOME $A"'],
    expected: printing("bob\nbob\n/home/bob\n/home/bob b c\n"),
  },
  "is privileged": {
    flags: ["--privileged"],
    command: ["sh", "-c", "grep CapEff /proc/self/status"],
    // Without CAP_NET_RAW and what gVisor does not know, in gVisor.
    expected: printing(expect.stringMatching(/^CapEff:\t000001ff(feffdf|feffff|ffffff)ff\n$/)),
  },
  "ends with 125 when podman itself fails": {
    flags: ["--nosuch"],
    command: ["true"],
    expected: { status: 125 },
  },
  "ends with 126 for what cannot be executed": { command: ["/etc"], expected: { status: 126 } },
  "ends with 127 for what is not there": { command: ["nosuch"], expected: { status: 127 } },
  "ends with 127 in a directory that is not there": {
    flags: ["-w", "/missing"],
    command: ["true"],
    expected: { status: 127 },
  },
};

describe.each(runtimeNames)(`${findEngines().podman} with sallyport as its %s`, (runtime) => {
  const container = usePodman(runtime);

  it.each(Object.entries(cases))(
    "%s, as it does with the real one",
    async (_, { command, flags, expected }) => {
      const [ours, stock] = await Promise.all([
        container.exec("ours", command, flags),
        container.exec("stock", command, flags),
      ]);
      expect(ours).toMatchObject(expected);
      expect(stock).toMatchObject(expected);
    },
  );

  it("passes 64 MiB through, both ways", async () => {
    const file = join(container.folder, "big");
    const bytes = randomBytes(64 * 1024 * 1024);
    writeFileSync(file, bytes);
    const script = `"$@" < ${file} | sha256sum`;
    const whose = ["ours", "stock"] as const;
    const outcomes = await Promise.all(
      whose.map((each) => container.shell(script, each, ["exec", "-i", "web", "cat"])),
    );
    const sum = `${createHash("sha256").update(bytes).digest("hex")}  -\n`;
    expect(outcomes.map(({ stdout }) => stdout)).toEqual([sum, sum]);
  });

  it("gives a command a terminal, which the real runsc refuses (podman issue 21140)", async () => {
    await using session = await startTerminalSession({
      ours: container.words("ours", ["exec", "-it", "web", "sh"]),
      stock: container.words("stock", ["exec", "-it", "web", "true"]),
    });
    session.type("ours\n");
    await session.seen("# ");
    session.type("stty size; test -t 1 && exit 5\n");
    const { output, status } = await session.prompt();
    expect([status, output]).toEqual([5, expect.stringContaining("24 80")]);
    session.type("stock\n");
    expect((await session.prompt()).status).toBe(runtime === "runsc" ? 255 : 0);
  });

  it("hands on descriptors, which the real runsc refuses", async () => {
    const file = join(container.folder, "handed");
    writeFileSync(file, "from descriptor 3\n");
    const exec = async (whose: "ours" | "stock") => {
      const descriptor = openSync(file, "r");
      const flags = ["--preserve-fds", "1"];
      const ended = container.exec(whose, ["sh", "-c", "cat <&3"], flags, { descriptors: [descriptor] });
      closeSync(descriptor);
      return ended;
    };
    expect(await exec("ours")).toMatchObject({ status: 0, stdout: "from descriptor 3\n" });
    expect((await exec("stock")).status).toBe(runtime === "runsc" ? 255 : 0);
  });

  it.each(["ours", "stock"] as const)("leaves a detached command running: %s", async (whose) => {
    const script = `until [ -e /tmp/go-${whose} ]; do sleep 0.1; done; echo went > /tmp/went-${whose}`;
    expect(await container.exec(whose, ["sh", "-c", script], ["-d"])).toMatchObject({ status: 0 });
    const wait = `touch /tmp/go-${whose}; until [ -s /tmp/went-${whose} ]; do sleep 0.1; done; cat /tmp/went-${whose}`;
    expect((await container.exec(whose, ["sh", "-c", wait])).stdout).toBe("went\n");
  });

  it.each(["ours", "stock"] as const)("tells whether the container is healthy: %s", async (whose) => {
    const health = async () => (await container.run(whose, ["healthcheck", "run", "web"])).status;
    expect(await health()).toBe(0);
    expect((await container.exec(whose, ["touch", "/tmp/ill"])).status).toBe(0);
    expect(await health()).toBe(1);
    expect((await container.exec(whose, ["rm", "/tmp/ill"])).status).toBe(0);
  });
});

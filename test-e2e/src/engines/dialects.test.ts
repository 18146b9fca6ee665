import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ociRuntimes, useContainer } from "../support/use-container.ts";

const failing: readonly (readonly [flags: readonly string[], command: readonly string[]])[] = [
  [[], ["nosuch"]],
  [[], ["/nosuch"]],
  [[], ["/etc"]],
  [["--cwd", "/nope"], ["true"]],
  [["--cwd", "/etc/passwd"], ["true"]],
];

describe.each(ociRuntimes)("in the dialect of $label an exec", (runtime) => {
  const joined = useContainer({ runtime });
  const { name } = runtime;

  it.each(failing)("that cannot start with %j and %j ends as the real one", async (flags, command) => {
    const [oursLog, theirsLog] = ["ours.log", "theirs.log"].map((file) => join(joined.folder, file));
    const logged = (file = "") => ["--log", file, "--log-format", "json", "exec", ...flags];
    const words = [joined.container.id, ...command];
    for (const file of [oursLog, theirsLog]) writeFileSync(file ?? "", "");
    const ours = await joined.run(["--dialect", name, ...logged(oursLog), ...words]);
    const theirs = await joined.container.run([...logged(theirsLog), ...words]);
    expect([ours.status, theirs.status]).toEqual([255, 255]);
    const message = (file = ""): string => JSON.parse(readFileSync(file, "utf8")).msg;
    const searched = expect.stringMatching(/no such file|not found|permission denied|not a directory/);
    expect(message(oursLog)).toEqual(name === "runc" ? message(theirsLog) : searched);
  });

  it("into a container that is not there ends as the real one", async () => {
    const ours = await joined.run(["--dialect", name, "exec", "nosuch", "true"]);
    const theirs = await joined.container.run(["exec", "nosuch", "true"]);
    expect(ours.status).toBe(theirs.status);
    expect(ours.stderr.startsWith("exec failed: ")).toBe(name === "runc");
  });

  it("without a command ends as the real one", async () => {
    const ours = await joined.run(["--dialect", name, "exec", joined.container.id]);
    const theirs = await joined.container.run(["exec", joined.container.id]);
    expect([ours.status, theirs.status]).toEqual(name === "crun" ? [1, 1] : [255, 255]);
    const told = "exec failed: process args cannot be empty";
    expect([ours, theirs].map(({ stderr }) => stderr.includes(told))).toEqual(
      name === "crun" ? [false, false] : [true, true],
    );
  });

  it("with a flag that there is not ends as the real one", async () => {
    const args = ["exec", "--nosuch", joined.container.id, "true"];
    const ours = await joined.run(["--dialect", name, ...args]);
    const theirs = await joined.container.run(args);
    expect([ours.status, theirs.status]).toEqual(name === "crun" ? [64, 64] : [1, 1]);
  });

  it("reads LISTEN_FDS where the real one does: in crun alone", async () => {
    const file = join(joined.folder, "handed");
    writeFileSync(file, "handed over\n");
    const descriptors = [openSync(file, "r"), openSync(file, "r")];
    const environment = { LISTEN_FDS: "1", LISTEN_PID: "1" };
    const exec = (flags: readonly string[], script: string) =>
      joined.run(["--dialect", name, "exec", ...flags, joined.container.id, "sh", "-c", script], {
        descriptors,
        environment,
      });
    const listening = await exec([], "cat <&3; echo $LISTEN_FDS");
    const both = await exec(["--preserve-fds", "1"], "cat <&4");
    descriptors.forEach((fd) => closeSync(fd));
    const expected = name === "crun" ? ["handed over\n\n", "handed over\n"] : ["\n", ""];
    expect([listening.stdout, both.stdout]).toEqual(expected);
  });
});

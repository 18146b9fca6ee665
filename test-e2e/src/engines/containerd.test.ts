import { findEngines } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { useContainerd } from "../support/containerd.ts";
import { startTerminalSession } from "../support/terminal-session.ts";

describe.each(["runsc", "runc"] as const)(
  `${findEngines().containerd} with sallyport as its %s`,
  (runtime) => {
    const task = useContainerd(runtime);

    it("gives output, errors and exit status", async () => {
      const outcome = await task.exec(["sh", "-c", "cat; echo out; echo err >&2; exit 7"], [], {
        input: "in\n",
      });
      expect(outcome).toMatchObject({
        status: 7,
        stdout: "in\nout\n",
        stderr: expect.stringContaining("err\n"),
      });
    });

    it("runs as a user, in a directory", async () => {
      const { stdout } = await task.exec(
        ["sh", "-c", "id -u; pwd"],
        ["--user", "1000", "--cwd", "/home/bob"],
      );
      expect(stdout).toBe("1000\n/home/bob\n");
    });

    it.each([
      [["nosuch"], "no such file or directory|executable file not found"],
      [["/etc"], "permission denied"],
    ])("says in the words of the runtime's log why %j cannot be run", async (command, words) => {
      const { status, stderr } = await task.exec(command);
      expect(status).toBe(1);
      expect(stderr).toMatch(new RegExp(`OCI runtime exec failed: .*(${words})`));
    });

    it("gives a command a terminal", async () => {
      await using session = await startTerminalSession({ ours: task.execWords(["sh"], ["--tty"]) });
      session.type("ours\n");
      await session.seen("# ");
      session.type("test -t 0 && echo has one; exit 5\n");
      const { output, status } = await session.prompt();
      expect([status, output]).toEqual([5, expect.stringContaining("has one")]);
    });
  },
);

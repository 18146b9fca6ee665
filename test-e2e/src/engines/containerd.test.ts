import { findEngines } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { useContainerd } from "../support/containerd.ts";
import { startTerminalSession } from "../support/terminal-session.ts";

interface Case {
  readonly flags?: readonly string[];
  readonly command: readonly string[];
  readonly expected: { readonly status: number; readonly stdout?: string; readonly stderr?: unknown };
}

const failing = (words: string) => ({
  status: 1,
  stderr: expect.stringMatching(new RegExp(`OCI runtime exec failed: .*(${words})`)),
});

const cases: Readonly<Record<string, Case>> = {
  "gives output, errors and exit status": {
    command: ["sh", "-c", "cat; echo out; echo err >&2; exit 7"],
    expected: { status: 7, stdout: "in\nout\n", stderr: expect.stringContaining("err\n") },
  },
  "runs as a user, in a directory": {
    flags: ["--user", "1000", "--cwd", "/home/bob"],
    command: ["sh", "-c", "id -u; pwd"],
    expected: { status: 0, stdout: "1000\n/home/bob\n" },
  },
  "ends with 128 and the signal": { command: ["sh", "-c", "kill -TERM $$"], expected: { status: 143 } },
  "says in the words of the runtime's log that a command is not there": {
    command: ["nosuch"],
    expected: failing("no such file or directory|executable file not found"),
  },
  "says in the words of the runtime's log that a command cannot be run": {
    command: ["/etc"],
    expected: failing("permission denied"),
  },
};

describe.each(["runsc", "runc"] as const)(
  `${findEngines().containerd} with sallyport as its %s`,
  (runtime) => {
    const task = useContainerd(runtime);

    it.each(Object.entries(cases))(
      "%s, as it does with the real one",
      async (_, { command, flags, expected }) => {
        for (const whose of ["ours", "stock"] as const) {
          expect(await task.exec(whose, command, flags, { input: "in\n" })).toMatchObject(expected);
        }
      },
    );

    it.each(["ours", "stock"] as const)("gives a command a terminal: %s", async (whose) => {
      await using session = await startTerminalSession({ task: task.execWords(whose, ["sh"], ["--tty"]) });
      session.type("task\n");
      await session.seen("# ");
      session.type("test -t 0 && echo has one; exit 5\n");
      const { output, status } = await session.prompt();
      expect([status, output]).toEqual([5, expect.stringContaining("has one")]);
    });
  },
);

import type { WindowSize } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { shellQuote } from "@sallyport/testkit";
import { vi } from "vitest";
import { childrenOf } from "./host-processes.ts";
import { createScreen, type Screen } from "./screen.ts";

const host = createNodeHost();

/** A person at a terminal, in front of a shell with job control. The prompt is `[STATUS]> `, of the last command. */
export interface TerminalSession extends AsyncDisposable, Pick<Screen, "seen"> {
  type(keys: string): void;
  /** Waits for the next prompt, and gives what is in front of it, and the status in it. */
  prompt(): Promise<{ readonly output: string; readonly status: number }>;
  /** The terminal's settings, as bytes in hexadecimal. */
  mode(): string;
  resize(size: WindowSize): void;
  /** Process id of the shell's job. */
  job(): Promise<number>;
}

/** @param commands by the word that runs each: an alias, so that the shell has the command itself as its job. */
export async function startTerminalSession(
  commands: Readonly<Record<string, readonly string[]>>,
  size: WindowSize = { rows: 24, columns: 80 },
): Promise<TerminalSession> {
  const { master, replica } = host.terminals.openPty();
  host.terminals.setWindowSize(master, size);
  host.descriptors.setNonBlocking(master, true);
  const screen = createScreen(master);
  const shell = host.children.spawn({
    executable: "/bin/bash",
    argv: ["bash", "--norc", "--noprofile", "--noediting", "-i"],
    environment: { PATH: process.env["PATH"] ?? "", PS1: "[$?]> ", TERM: "xterm", LC_ALL: "C" },
    fds: [replica, replica, replica],
    session: "new-with-terminal",
  });

  const session: TerminalSession = {
    seen: (text) => screen.seen(text),
    type: (keys) => void host.descriptors.write(master, host.text.encode(keys)),
    async prompt() {
      const { output, match } = await screen.endsWith(/\[(\d+)\]> $/);
      return { output, status: Number(match[1]) };
    },
    mode: () => Buffer.from(host.terminals.mode(replica)).toString("hex"),
    resize: (wanted) => host.terminals.setWindowSize(master, wanted),
    job: () =>
      vi.waitFor(() => {
        const [job] = childrenOf(shell.pid);
        if (job === undefined) throw new Error("the shell has no job");
        return job;
      }),
    async [Symbol.asyncDispose]() {
      for (const pid of [...childrenOf(shell.pid), shell.pid]) host.signals.send(pid, 9);
      await shell.exited;
      host.descriptors.close(master);
      host.descriptors.close(replica);
    },
  };
  await session.prompt();
  for (const [word, command] of Object.entries(commands)) {
    session.type(`alias ${word}=${shellQuote([shellQuote(command)])}\n`);
    await session.prompt();
  }
  return session;
}

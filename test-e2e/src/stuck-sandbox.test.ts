import { describe, expect, it, vi } from "vitest";
import { expectIdle } from "./support/expect-idle.ts";
import { releases } from "./support/releases.ts";
import { stopProcess } from "./support/stop-process.ts";
import { startTerminalSession } from "./support/terminal-session.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const ctrlC = "\u0003";
const command = ["sh", "-c", "echo ready; exec sleep 1000"];

describe.each(releases)("a sandbox that does not answer on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  /** What is begun meanwhile is brought to its end before the sandbox goes on. */
  async function whileStuck(body: () => Promise<void>): Promise<void> {
    try {
      await stopProcess(guest.sandbox.pid);
      await body();
    } finally {
      process.kill(guest.sandbox.pid, "SIGCONT");
    }
  }

  it("is left at a second ctrl-c, which gives the terminal back and ends the command", async () => {
    await using terminal = await startTerminalSession({ run: guest.execWords(command) });
    const mode = terminal.mode();
    terminal.type("run\n");
    await terminal.seen("ready\r\n");
    await whileStuck(async () => {
      terminal.type(ctrlC);
      terminal.type(ctrlC);
      const { output, status } = await terminal.prompt();
      expect(status).toBe(130);
      expect(output).toContain("interrupted while the sandbox did not answer");
      expect(terminal.mode()).toBe(mode);
    });
    await expectIdle(guest);
  });

  it("is left at a second ctrl-c before the command has started, which does not start then", async () => {
    await using terminal = await startTerminalSession({ run: guest.execWords(command) });
    const mode = terminal.mode();
    await whileStuck(async () => {
      terminal.type("run\n");
      await vi.waitFor(() => expect(terminal.mode()).not.toBe(mode), { timeout: 30_000, interval: 20 });
      terminal.type(ctrlC);
      terminal.type(ctrlC);
      expect((await terminal.prompt()).status).toBe(130);
      expect(terminal.mode()).toBe(mode);
    });
    await expectIdle(guest);
  });

  it("is left at a second SIGINT where there is no terminal, and the command ends", async () => {
    const client = guest.startExec(command, { inputStaysOpen: true });
    await client.printed("ready");
    await whileStuck(async () => {
      client.child.kill("SIGINT");
      // Two at once would be one. A third could meet a client that is ending already.
      setTimeout(() => client.child.kill("SIGINT"), 500);
      const { status, stderr } = await client.ended;
      expect(status).toBe(130);
      expect(stderr).toBe("interrupted while the sandbox did not answer\n");
    });
    await expectIdle(guest);
  });

  it("has the one ctrl-c once it goes on", async () => {
    await using terminal = await startTerminalSession({ run: guest.execWords(command) });
    terminal.type("run\n");
    await terminal.seen("ready\r\n");
    await whileStuck(async () => terminal.type(ctrlC));
    expect((await terminal.prompt()).status).toBe(130);
    await expectIdle(guest);
  });
});

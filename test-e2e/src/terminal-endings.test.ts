import { startSandbox } from "@sallyport/testkit";
import { describe, expect, it, vi } from "vitest";
import { expectIdle } from "./support/expect-idle.ts";
import { createGuest, type Guest } from "./support/guest.ts";
import { childrenOf, openDescriptors, processName, processState } from "./support/host-processes.ts";
import { releases } from "./support/releases.ts";
import { startTerminalSession, type TerminalSession } from "./support/terminal-session.ts";
import { useSandbox } from "./support/use-sandbox.ts";

/** FD_REPLY of packages/helper/native/waiter/message.h. */
const replyDescriptor = 10;
const patience = { timeout: 30_000, interval: 20 };

/** A command at the terminal that takes no notice of anything, and the client that shows it. */
async function startCommand(terminal: TerminalSession): Promise<{ client: number; standIn: number }> {
  terminal.type("run sh -c 'echo ready; exec sleep 1000'\n");
  await terminal.seen("ready\r\n");
  const client = await terminal.job();
  return vi.waitFor(() => {
    // The stand-in waits on a connection once it has its task; the other is the guard.
    const waiters = childrenOf(client).filter((pid) => processName(pid) === "sallyport-wait");
    const [standIn] = waiters.filter((pid) => openDescriptors(pid).includes(replyDescriptor));
    if (standIn === undefined || waiters.length !== 2)
      throw new Error(`the client has ${waiters.length} waiters`);
    return { client, standIn };
  }, patience);
}

async function expectRestored(terminal: TerminalSession, mode: string): Promise<void> {
  await vi.waitFor(() => expect(terminal.mode()).toBe(mode), patience);
}

const session = (guest: Guest, flags: readonly string[] = []) =>
  startTerminalSession({ run: guest.execWords([], { flags }) });

describe.each(releases)("the end of an exec at a terminal on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
    ["SIGINT", 130],
  ] as const)("by %s to the client ends the command and restores the terminal", async (signal, status) => {
    await using terminal = await session(guest);
    const mode = terminal.mode();
    const { client } = await startCommand(terminal);
    process.kill(client, signal);
    expect((await terminal.prompt()).status).toBe(status);
    expect(terminal.mode()).toBe(mode);
    await expectIdle(guest);
  });

  it("by kill -9 of the client ends the command and restores the terminal", async () => {
    await using terminal = await session(guest);
    const mode = terminal.mode();
    const { client } = await startCommand(terminal);
    process.kill(client, "SIGKILL");
    await terminal.seen("Killed");
    expect((await terminal.prompt()).status).toBe(137);
    await expectRestored(terminal, mode);
    await expectIdle(guest);
  });

  it("by kill -9 of the stand-in is told, ends the command and restores the terminal", async () => {
    await using terminal = await session(guest);
    const mode = terminal.mode();
    const { standIn } = await startCommand(terminal);
    process.kill(standIn, "SIGKILL");
    const { status, output } = await terminal.prompt();
    expect(status).toBe(128);
    expect(output).toContain(`process ${standIn}, which stood for the command, was killed by signal 9`);
    expect(terminal.mode()).toBe(mode);
    await expectIdle(guest);
  });

  it("by the end of the sandbox is told, and restores the terminal", async () => {
    await using sandbox = await startSandbox({ runsc });
    const lost = createGuest(
      () => sandbox,
      () => sandbox.scratch,
    );
    await using terminal = await session(lost);
    const mode = terminal.mode();
    await startCommand(terminal);
    await sandbox.killSentry();
    const { status, output } = await terminal.prompt();
    expect(status).toBe(128);
    expect(output).toMatch(/EOF|broken pipe|connection reset by peer|connection refused/);
    expect(terminal.mode()).toBe(mode);
  });

  it("by an error before the command starts leaves the terminal as it was", async () => {
    await using terminal = await session(guest);
    const mode = terminal.mode();
    terminal.type("run nosuchbinary\n");
    const { status, output } = await terminal.prompt();
    expect(status).toBe(128);
    expect(output).toContain('error finding executable "nosuchbinary" in PATH');
    expect(terminal.mode()).toBe(mode);
  });

  it("is put off by SIGTSTP, which gives the terminal back, until the shell's fg", async () => {
    await using terminal = await session(guest);
    const mode = terminal.mode();
    const { client } = await startCommand(terminal);
    const raw = terminal.mode();
    process.kill(client, "SIGTSTP");
    await terminal.seen("Stopped");
    await terminal.prompt();
    expect(terminal.mode()).toBe(mode);
    expect(processState(client)).toBe("T");
    terminal.type("fg\n");
    await vi.waitFor(() => expect(terminal.mode()).toBe(raw), patience);
    terminal.type("\u0003");
    expect((await terminal.prompt()).status).toBe(130);
    expect(terminal.mode()).toBe(mode);
    await expectIdle(guest);
  });
});

import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { borrowTerminal } from "./borrowed-terminal.ts";
import { rawMode } from "./raw-mode.ts";

const SIGWINCH = 28;
const SIGTSTP = 20;
const SIGCONT = 18;
const size = { rows: 24, columns: 80 };

function borrow() {
  const host = createFakeHost({ terminal: size });
  const former = host.terminals.mode(0);
  return { host, former, mode: () => host.terminals.mode(0), borrowed: borrowTerminal(host) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a terminal that is borrowed", () => {
  it("is ours as it is, in raw mode until it is given back", async () => {
    const { borrowed, former, mode } = borrow();
    expect(borrowed).toMatchObject({ fds: [0, 1, 2], size });
    expect(mode()).toEqual(rawMode(former));
    await borrowed[Symbol.asyncDispose]();
    expect(mode()).toEqual(former);
  });

  it("tells of another size, as long as it is borrowed", async () => {
    const { borrowed, host } = borrow();
    const told: unknown[] = [];
    borrowed.onResize((now) => told.push(now));
    host.terminals.setWindowSize(0, { rows: 30, columns: 100 });
    host.fake.deliver(SIGWINCH);
    await settled();
    expect(told).toEqual([{ rows: 30, columns: 100 }]);
    await borrowed[Symbol.asyncDispose]();
    expect(host.fake.deliver(SIGWINCH)).toBe(false);
  });

  it("is given back while we are stopped, and may have another size afterwards", async () => {
    const { borrowed, host, former, mode } = borrow();
    const told: unknown[] = [];
    borrowed.onResize((now) => told.push(now));
    host.fake.deliver(SIGTSTP);
    await settled();
    expect(mode()).toEqual(former);
    expect(host.fake.signalsSent).toEqual([{ pid: host.process.pid, signal: 19 }]);
    host.fake.deliver(SIGCONT);
    await settled();
    expect(mode()).toEqual(rawMode(former));
    expect(told).toEqual([size]);
    await borrowed[Symbol.asyncDispose]();
  });
});

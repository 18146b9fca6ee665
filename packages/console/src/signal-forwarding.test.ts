import { createFakeHost } from "@sallyport/host/fake";
import { createNodeHost } from "@sallyport/host/node";
import { describe, expect, it } from "vitest";
import { type SignalForwarding, startSignalForwarding } from "./signal-forwarding.ts";

type FakeHost = ReturnType<typeof createFakeHost>;

const all = Array.from({ length: 64 }, (_, index) => index + 1);
const SIGHUP = 1;
const SIGINT = 2;
const SIGUSR1 = 10;
const SIGTERM = 15;

describe("the signals that go to a command", () => {
  it("are those that ask it to do something", () => {
    const host = createFakeHost();
    using _ = startSignalForwarding(host);
    const taken = all.filter((signal) => host.fake.deliver(signal));
    expect(taken).toEqual([1, 2, 3, 10, 12, 14, 15, 16, 24, 25, 26, 27, 29, 30]);
  });

  it("are kept until the command has started, and follow in their order", async () => {
    const host = createFakeHost();
    using forwarding = startSignalForwarding(host);
    for (const signal of [SIGTERM, SIGINT, SIGTERM]) host.fake.deliver(signal);
    await host.fake.advance(0);
    const delivered: number[] = [];
    forwarding.deliverTo(async (signal) => void delivered.push(signal));
    expect(delivered).toEqual([SIGTERM, SIGINT, SIGTERM]);
    host.fake.deliver(SIGHUP);
    await host.fake.advance(0);
    expect(delivered).toEqual([SIGTERM, SIGINT, SIGTERM, SIGHUP]);
  });

  it("are lost without harm when the command has ended", async () => {
    const host = createFakeHost();
    using forwarding = startSignalForwarding(host);
    let asked = 0;
    forwarding.deliverTo(() => {
      asked += 1;
      return Promise.reject(new Error("no such process"));
    });
    for (const signal of [SIGTERM, SIGHUP]) host.fake.deliver(signal);
    await host.fake.advance(0);
    expect(asked).toBe(2);
  });

  const interrupts: readonly [string, number, (host: FakeHost, forwarding: SignalForwarding) => void][] = [
    ["came", SIGINT, (host) => void host.fake.deliver(SIGINT)],
    ["were typed", 0, (_, forwarding) => forwarding.interruptTyped()],
  ];

  it.each(interrupts)(
    "that %s twice in two seconds mean that the user gives up, while nothing is delivered",
    async (_, __, interrupt) => {
      const host = createFakeHost();
      using forwarding = startSignalForwarding(host);
      let abandoned = false;
      void forwarding.abandoned.then(() => (abandoned = true));
      forwarding.deliverTo(() => new Promise(() => undefined));
      interrupt(host, forwarding);
      await host.fake.advance(2001);
      interrupt(host, forwarding);
      await host.fake.advance(2000);
      expect(abandoned).toBe(false);
      interrupt(host, forwarding);
      await host.fake.advance(500);
      expect(abandoned).toBe(true);
    },
  );

  it.each(interrupts)(
    "that %s may be many and quick, as long as one is delivered",
    async (_, signal, interrupt) => {
      const host = createFakeHost();
      using forwarding = startSignalForwarding(host);
      let abandoned = false;
      void forwarding.abandoned.then(() => (abandoned = true));
      const delivered: number[] = [];
      forwarding.deliverTo(async (number) => {
        await host.clock.delay(100).elapsed;
        delivered.push(number);
      });
      for (let count = 0; count < 3; count += 1) interrupt(host, forwarding);
      await host.fake.advance(5000);
      expect([abandoned, delivered]).toEqual([false, [signal, signal, signal]]);
    },
  );

  it("act on us again once forwarding has ended", () => {
    const host = createFakeHost();
    startSignalForwarding(host)[Symbol.dispose]();
    expect(all.filter((signal) => host.fake.deliver(signal))).toEqual([]);
  });

  it("come from the operating system", async () => {
    const host = createNodeHost();
    using forwarding = startSignalForwarding(host);
    const delivered: number[] = [];
    host.signals.send(host.process.pid, SIGUSR1);
    host.signals.send(host.process.pid, SIGHUP);
    forwarding.deliverTo(async (signal) => void delivered.push(signal));
    await expect.poll(() => delivered.toSorted((a, b) => a - b)).toEqual([SIGHUP, SIGUSR1]);
  });
});

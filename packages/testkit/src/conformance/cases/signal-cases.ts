import { expectFailure, expectOutput, expectStatus, expectTrue } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { all, being, having, lacking } from "../requirements.ts";

const SIGHUP = 1;
const SIGINT = 2;
const SIGKILL = 9;
const SIGUSR1 = 10;
const SIGTERM = 15;

/** Standard signals that end a process by default. */
const deadly = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 27, 29, 30, 31];
/** CHLD, URG, WINCH: they end nobody by default; nor does STOP, before CONT. */
const harmless = [17, 23, 28, 19, 18];

export const signalCases: readonly ConformanceCase[] = [
  {
    id: "signals/kill",
    title: "kills a process",
    requires: having("signals"),
    async run({ start }) {
      const { process, stdout } = await start({ do: "wait" });
      await stdout.shows("ready\n");
      await process.signal(SIGKILL, "process");
      expectStatus(await process.wait(), { signal: SIGKILL });
    },
  },
  {
    id: "signals/every",
    title: "delivers every signal that ends a process",
    requires: being("signals", "any"),
    async run({ start }) {
      for (const signal of deadly) {
        // What comes back is of the program itself: a shell before it may handle some of the signals.
        const { process, stdout, write } = await start({ do: "copy" }, { inputStaysOpen: true });
        await write("ready");
        await stdout.shows("ready");
        await process.signal(signal, "process");
        expectStatus(await process.wait(), { signal });
      }
    },
  },
  {
    id: "signals/harmless",
    title: "delivers signals that end nobody by default",
    requires: being("signals", "any"),
    async run({ start }) {
      const { process, stdout, write, endInput, finish } = await start(
        { do: "copy" },
        { inputStaysOpen: true },
      );
      await write("before");
      await stdout.shows("before");
      for (const signal of harmless) await process.signal(signal, "process");
      await write(" and after");
      endInput();
      expectOutput(await finish(), "before and after");
    },
  },
  {
    id: "signals/handled",
    title: "delivers a signal that the program handles",
    requires: being("signals", "any"),
    async run({ start }) {
      const { process, stdout } = await start({ do: "trap", signal: SIGUSR1, code: 3 });
      await stdout.shows("ready\n");
      await process.signal(SIGUSR1, "process");
      expectStatus(await process.wait(), 3);
    },
  },
  {
    id: "signals/ignored",
    title: "leaves a program alone that ignores a signal, and kills it by KILL",
    requires: being("signals", "any"),
    async run({ start }) {
      const { process, stdout } = await start({ do: "ignore", signal: SIGTERM });
      await stdout.shows("ready\n");
      await process.signal(SIGTERM, "process");
      await process.signal(0, "process");
      await process.signal(SIGKILL, "process");
      expectStatus(await process.wait(), { signal: SIGKILL });
    },
  },
  {
    id: "signals/probe",
    title: "tells by signal 0 that a process is there",
    requires: being("signals", "any"),
    async run({ start }) {
      const { process, stdout } = await start({ do: "wait" });
      await stdout.shows("ready\n");
      await process.signal(0, "process");
    },
  },
  {
    id: "signals/ended",
    title: "settles a signal to a process that has ended",
    requires: having("signals"),
    async run({ start }) {
      const { process } = await start({ do: "exit", code: 0 });
      await process.wait();
      const settled = await Promise.allSettled([process.signal(SIGKILL, "process")]);
      expectTrue(settled.length === 1, "the signal did not settle");
    },
  },
  {
    id: "signals/one-of-two",
    title: "signals no other process",
    requires: having("signals"),
    async run({ start }) {
      const [one, other] = [
        await start({ do: "wait" }),
        await start({ do: "copy" }, { inputStaysOpen: true }),
      ];
      await one.stdout.shows("ready\n");
      await one.process.signal(SIGKILL, "process");
      await one.process.wait();
      await other.write("alive");
      await other.stdout.shows("alive");
      other.endInput();
      expectStatus((await other.finish()).status, 0);
    },
  },
  {
    id: "signals/no-such-signal",
    title: "refuses a number that is no signal",
    requires: being("signals", "any"),
    async run({ start }) {
      const { process } = await start({ do: "wait" });
      await expectFailure(process.signal(65, "process"), "usage", "signal 65");
    },
  },
  {
    id: "signals/group",
    title: "signals the process group that a command leads",
    requires: all(being("signals", "any"), having("processGroupSignals")),
    async run({ start }) {
      const { process, stdout, finish } = await start({ do: "parent" });
      await stdout.shows("ready\n");
      await process.signal(SIGTERM, "group");
      // Its child has the streams too: only when both are gone is their end.
      expectStatus((await finish()).status, { signal: SIGTERM });
    },
  },
  {
    id: "signals/group-undeclared",
    title: "is not asked to signal a group when it does not declare it",
    requires: all(being("signals", "any"), lacking("processGroupSignals")),
    async run({ start }) {
      const { process } = await start({ do: "wait" });
      await expectFailure(
        process.signal(SIGHUP, "group"),
        ["SALLYPORT_UNSUPPORTED"],
        "a signal to the group",
      );
    },
  },
  {
    id: "signals/kill-only",
    title: "is not asked for any signal but KILL when it declares no more",
    requires: being("signals", "kill"),
    async run({ start }) {
      const { process } = await start({ do: "wait" });
      await expectFailure(process.signal(SIGINT, "process"), ["SALLYPORT_UNSUPPORTED"], "signal 2");
    },
  },
  {
    id: "signals/undeclared",
    title: "is not asked for signals when it declares none",
    requires: lacking("signals"),
    async run({ start }) {
      const { process, finish } = await start({ do: "copy" });
      await expectFailure(process.signal(SIGKILL, "process"), ["SALLYPORT_UNSUPPORTED"], "signal 9");
      await finish();
    },
  },
];

import { messageOf } from "@sallyport/core";
import { expectEqual, expectFailure, expectOutput, expectStatus, expectTrue, textOf } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { having } from "../requirements.ts";

const SIGKILL = 9;

export const lifetimeCases: readonly ConformanceCase[] = [
  {
    id: "lifetime/dispose-running",
    title: "ends what is under way when a handle is disposed of, and leaves processes alone",
    async run({ open, start }) {
      const handle = await open();
      const running = await start({ do: "copy" }, { handle, inputStaysOpen: true });
      const waiting = expectFailure(running.process.wait(), "transport-lost", "a wait under way");
      await handle[Symbol.asyncDispose]();
      await waiting;
      await running.write("still here");
      await running.stdout.shows("still here");
      running.endInput();
    },
  },
  {
    id: "lifetime/dispose-twice",
    title: "is disposed of as often as anybody likes",
    async run({ open }) {
      const handle = await open();
      await handle[Symbol.asyncDispose]();
      await handle[Symbol.asyncDispose]();
    },
  },
  {
    id: "lifetime/use-disposed",
    title: "starts nothing on a handle that was disposed of",
    async run({ open, start }) {
      const handle = await open();
      await handle[Symbol.asyncDispose]();
      await expectFailure(start({ do: "exit", code: 0 }, { handle }), "transport-lost", "a start on it");
    },
  },
  {
    id: "lifetime/open-many",
    title: "opens and closes twenty handles",
    async run({ open, run }) {
      for (let time = 0; time < 20; time++) {
        const handle = await open();
        expectStatus((await run({ do: "exit", code: time }, { handle })).status, time);
        await handle[Symbol.asyncDispose]();
      }
    },
  },
  {
    id: "lifetime/given-up",
    title: "keeps what a program has written when it is given up and killed",
    requires: having("signals"),
    async run({ start }) {
      const { process, stdout, write, finish } = await start({ do: "copy" }, { inputStaysOpen: true });
      await write("half of it");
      await stdout.shows("half of it");
      await process.signal(SIGKILL, "process");
      const finished = await finish();
      expectEqual(textOf(finished.stdout), "half of it", "output");
      expectStatus(finished.status, { signal: SIGKILL });
    },
  },
  {
    id: "lifetime/interrupted-start",
    title: "starts others when nobody waits for a start any more",
    async run({ handle, start, run }) {
      const work = start({ do: "exit", code: 0 }, { abandoned: Promise.resolve() });
      const outcome = await work.then(
        () => "started",
        (error: unknown) => messageOf(error),
      );
      expectTrue(outcome.length > 0, "nothing came of it");
      expectOutput(await run({ do: "write", stdout: "fine" }, { handle }), "fine");
    },
  },
];

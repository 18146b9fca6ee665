import { expectEqual, expectStatus } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";

/** 126 and 127 are shells' own, 128 and more stand for signals elsewhere. */
const noted = [0, 1, 2, 126, 127, 128, 137, 255];
const atOnce = 16;
const codes = 256;

/** HUP INT ILL TRAP ABRT FPE KILL USR1 SEGV USR2 ALRM TERM: those that end a shell; busybox's ignores QUIT. */
const deadly = [1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 14, 15];

export const exitCases: readonly ConformanceCase[] = [
  ...noted.map((code): ConformanceCase => ({
    id: `exit/${code}`,
    title: `tells exit status ${code}`,
    run: async ({ run }) => expectStatus((await run({ do: "exit", code })).status, code),
  })),
  {
    id: "exit/every-status",
    title: "tells every exit status from 0 to 255",
    async run({ run }) {
      for (let first = 0; first < codes; first += atOnce) {
        const batch = Array.from({ length: atOnce }, (_, index) => first + index);
        const finished = await Promise.all(batch.map((code) => run({ do: "exit", code })));
        expectEqual(
          finished.map(({ status }) => status),
          batch.map((code) => ({ kind: "exited", code })),
          "exit statuses",
        );
      }
    },
  },
  {
    id: "exit/by-signal",
    title: "tells a process that ended by a signal from one that exited",
    run: async ({ run }) =>
      expectStatus((await run({ do: "signal-self", signal: 15 })).status, { signal: 15 }),
  },
  {
    id: "exit/every-signal",
    title: "tells by which signal a process ended",
    async run({ run }) {
      for (const signal of deadly) {
        expectStatus((await run({ do: "signal-self", signal })).status, { signal });
      }
    },
  },
  {
    id: "exit/wait-twice",
    title: "tells the same to whoever waits, as often as they ask",
    async run({ start }) {
      const { process } = await start({ do: "exit", code: 5 });
      const [one, other] = await Promise.all([process.wait(), process.wait()]);
      for (const status of [one, other, await process.wait()]) expectStatus(status, 5);
    },
  },
  {
    id: "exit/wait-late",
    title: "tells how a process ended when nobody waited until long afterwards",
    async run({ start, run }) {
      const { process, stdout } = await start({ do: "write", stdout: "done", code: 6 });
      await stdout.ended;
      await run({ do: "exit", code: 0 });
      expectStatus(await process.wait(), 6);
    },
  },
];

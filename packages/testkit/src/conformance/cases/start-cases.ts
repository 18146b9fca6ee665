import { expectEqual, expectFailure, expectOutput, expectStatus, expectTrue, textOf } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { having } from "../requirements.ts";

const unknownProgram = ["/no/such/program"];

export const startCases: readonly ConformanceCase[] = [
  {
    id: "start/pid",
    title: "gives each process a positive id of its own",
    requires: having("signals"),
    async run({ start }) {
      const [one, other] = [await start({ do: "wait" }), await start({ do: "wait" })];
      expectTrue(one.process.pid > 0 && other.process.pid > 0, "process ids are not positive");
      expectTrue(one.process.pid !== other.process.pid, "two processes have one id");
    },
  },
  {
    id: "start/settles-at-launch",
    title: "settles execute when the process runs, not when it ends",
    requires: having("signals"),
    async run({ start }) {
      const { stdout } = await start({ do: "wait" });
      await stdout.shows("ready\n");
    },
  },
  {
    id: "start/refused",
    title: "tells a program that cannot be started from a connection that fails",
    async run({ start }) {
      await expectFailure(start(unknownProgram), ["SALLYPORT_START_FAILED"], "an unknown program");
    },
  },
  {
    id: "start/usable-after-refusal",
    title: "starts others after one was refused",
    async run({ run, start }) {
      await expectFailure(start(unknownProgram), "start-failed", "an unknown program");
      expectOutput(await run({ do: "write", stdout: "fine" }), "fine");
    },
  },
  {
    id: "start/second-handle",
    title: "serves two handles of one container",
    async run({ open, run }) {
      const handle = await open();
      expectOutput(await run({ do: "write", stdout: "second" }, { handle }), "second");
      expectOutput(await run({ do: "write", stdout: "first" }), "first");
    },
  },
  {
    id: "start/one-after-the-other",
    title: "runs fifty programs one after the other",
    async run({ run }) {
      for (let code = 0; code < 50; code++) expectStatus((await run({ do: "exit", code })).status, code);
    },
  },
  {
    id: "start/many-at-once",
    title: "runs 32 programs at once, and mixes nothing up",
    async run({ run }) {
      const numbers = Array.from({ length: 32 }, (_, index) => index);
      const finished = await Promise.all(
        numbers.map((number) => run({ do: "write", stdout: `out ${number}`, code: number })),
      );
      expectEqual(
        finished.map(({ stdout, status }) => [textOf(stdout), status]),
        numbers.map((code) => [`out ${code}`, { kind: "exited", code }]),
        "outputs and exit statuses",
      );
    },
  },
];

import { expectEqual, expectOutput, expectStatus, expectTrue, textOf } from "../assertions.ts";
import type { ConformanceCase, Finished } from "../conformance-case.ts";
import { having, lacking } from "../requirements.ts";

const mebibyte = 1024 * 1024;
const SIGPIPE = 13;

function expectLengths({ status, stdout, stderr }: Finished, out: number, err: number): void {
  expectEqual([stdout.length, stderr.length], [out, err], "bytes on stdout and stderr");
  expectStatus(status, 0);
}

export const outputCases: readonly ConformanceCase[] = [
  {
    id: "output/stdout",
    title: "carries standard output",
    run: async ({ run }) => expectOutput(await run({ do: "write", stdout: "a line\n" }), "a line\n"),
  },
  {
    id: "output/none",
    title: "ends streams on which nothing was written",
    run: async ({ run }) => expectOutput(await run({ do: "exit", code: 0 }), ""),
  },
  {
    id: "output/no-newline",
    title: "adds no newline",
    run: async ({ run }) => expectOutput(await run({ do: "write", stdout: "no end" }), "no end"),
  },
  {
    id: "output/stderr",
    title: "carries standard error apart from standard output",
    requires: having("separateStderr"),
    async run({ run }) {
      const { stdout, stderr } = await run({ do: "write", stdout: "out", stderr: "err" });
      expectEqual([textOf(stdout), textOf(stderr)], ["out", "err"], "stdout and stderr");
    },
  },
  {
    id: "output/stderr-undeclared",
    title: "is not asked to keep standard error apart when it does not declare it",
    requires: lacking("separateStderr"),
    run: async ({ refuse }) => refuse({}, "separateStderr", { separateStderr: true }),
  },
  {
    id: "output/one-stream",
    title: "keeps the order of two streams that are one",
    async run({ run }) {
      const finished = await run({ do: "alternate", times: 100 }, { merged: true });
      expectOutput(finished, "ab".repeat(100));
    },
  },
  {
    id: "output/before-exit",
    title: "has delivered all output when it tells the exit, a hundred times",
    async run({ start }) {
      for (let time = 0; time < 100; time++) {
        const text = `${time} `.repeat(100);
        const { process, stdout } = await start({ do: "write", stdout: text });
        expectStatus(await process.wait(), 0);
        expectEqual(textOf(stdout.readNow()), text, `output at the ${time + 1}th exit`);
      }
    },
  },
  {
    id: "output/binary",
    title: "carries every byte as it is",
    async run({ run }) {
      const { stdout, status } = await run({ do: "all-bytes" });
      expectEqual(
        [...stdout],
        Array.from({ length: 256 }, (_, byte) => byte),
        "bytes",
      );
      expectStatus(status, 0);
    },
  },
  {
    id: "output/large",
    title: "carries 10 MiB on standard output",
    async run({ run }) {
      const finished = await run({ do: "fill", stdout: 10 * mebibyte, stderr: 0 });
      expectLengths(finished, 10 * mebibyte, 0);
    },
  },
  {
    id: "output/both-large",
    title: "carries 10 MiB on both streams at once, without a deadlock",
    requires: having("separateStderr"),
    async run({ run }) {
      const size = 10 * mebibyte;
      expectLengths(await run({ do: "fill", stdout: size, stderr: size }), size, size);
    },
  },
  {
    id: "output/late-reader",
    title: "waits for a reader, and loses nothing meanwhile",
    async run({ start, passTime }) {
      const running = await start({ do: "fill", stdout: mebibyte, stderr: 0 });
      await passTime(50);
      expectLengths(await running.finish(), mebibyte, 0);
    },
  },
  {
    id: "output/no-reader",
    title: "ends a program that writes when nobody reads any more",
    async run({ start }) {
      const { process, stdout } = await start({ do: "endless" }, { merged: true });
      await stdout.shows("y\n");
      stdout.close();
      const status = await process.wait();
      // Some programs tell of the broken pipe and exit.
      if (status.kind === "signaled") expectStatus(status, { signal: SIGPIPE });
      else expectTrue(status.code !== 0, "it exited with 0");
    },
  },
  {
    id: "output/left-process",
    title: "tells the exit though a process that was left behind holds the streams",
    async run({ start }) {
      const { process } = await start({ do: "leave", seconds: 3, text: "late" });
      expectStatus(await process.wait(), 0);
    },
  },
  {
    id: "output/of-left-process",
    title: "carries what a process that was left behind writes later",
    async run({ start, passTime }) {
      const { process, stdout } = await start({ do: "leave", seconds: 1, text: "late" });
      expectStatus(await process.wait(), 0);
      await passTime(1000);
      await stdout.shows("late");
    },
  },
  {
    id: "output/in-pieces",
    title: "carries output as it is written, not when the program ends",
    requires: having("signals"),
    async run({ start }) {
      const { stdout, write } = await start({ do: "copy" }, { inputStaysOpen: true });
      for (const piece of ["one", "two", "three"]) {
        await write(piece);
        await stdout.shows(piece);
      }
    },
  },
];

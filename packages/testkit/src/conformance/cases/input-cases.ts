import { expectEqual, expectOutput, expectStatus, textOf } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { having } from "../requirements.ts";

const SIGKILL = 9;
const mebibyte = 1024 * 1024;
const pattern = Uint8Array.from({ length: mebibyte }, (_, index) => (index * 7 + (index >> 8)) & 0xff);

export const inputCases: readonly ConformanceCase[] = [
  {
    id: "input/text",
    title: "carries standard input",
    run: async ({ run }) => expectOutput(await run({ do: "copy" }, { input: "typed\n" }), "typed\n"),
  },
  {
    id: "input/empty",
    title: "has an end of standard input at once where there is none",
    run: async ({ run }) => expectOutput(await run({ do: "copy" }, { input: "" }), ""),
  },
  {
    id: "input/end-later",
    title: "tells the program that standard input has ended when it has",
    async run({ start }) {
      const { write, endInput, stdout, finish } = await start({ do: "copy" }, { inputStaysOpen: true });
      await write("first ");
      await stdout.shows("first");
      await write("last");
      endInput();
      expectOutput(await finish(), "first last");
    },
  },
  {
    id: "input/conversation",
    title: "carries an answer before the next question is asked",
    async run({ start }) {
      const { write, endInput, stdout, finish } = await start({ do: "copy" }, { inputStaysOpen: true });
      for (let turn = 0; turn < 20; turn++) {
        await write(`question ${turn}\n`);
        await stdout.shows(`question ${turn}\n`);
      }
      endInput();
      expectStatus((await finish()).status, 0);
    },
  },
  {
    id: "input/large",
    title: "carries a mebibyte in, and out again, byte by byte",
    async run({ run }) {
      const { stdout, status } = await run({ do: "copy" }, { input: pattern });
      expectStatus(status, 0);
      expectEqual(stdout.length, pattern.length, "bytes");
      expectEqual(
        stdout.findIndex((byte, index) => byte !== pattern[index]),
        -1,
        "first byte that differs",
      );
    },
  },
  {
    id: "input/counted",
    title: "carries all of it when nothing comes back",
    async run({ run }) {
      const { stdout } = await run({ do: "count" }, { input: pattern });
      expectEqual(textOf(stdout).trim(), String(pattern.length), "bytes that the program has read");
    },
  },
  {
    id: "input/not-read",
    title: "does not wait for a program to read",
    async run({ run }) {
      expectStatus((await run({ do: "exit", code: 4 }, { input: pattern })).status, 4);
    },
  },
  {
    id: "input/stays-open",
    title: "tells the exit though standard input has no end",
    async run({ start }) {
      const { process } = await start({ do: "exit", code: 4 }, { inputStaysOpen: true });
      expectStatus(await process.wait(), 4);
    },
  },
  {
    id: "input/kill-after-end",
    title: "kills a program whose standard input has ended",
    requires: having("signals"),
    async run({ start }) {
      const { process, stdout, endInput } = await start({ do: "wait" }, { inputStaysOpen: true });
      await stdout.shows("ready\n");
      endInput();
      await process.signal(SIGKILL, "process");
      expectStatus(await process.wait(), { signal: SIGKILL });
    },
  },
];

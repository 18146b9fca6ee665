import { SallyportError } from "@sallyport/core";
import type { Bar } from "../bar.ts";
import { inParallel } from "./in-parallel.ts";
import type { Side } from "./side.ts";

/** One thing that is measured of both sides: nanoseconds. */
export interface LibraryRow {
  readonly title: string;
  /** However many `--rounds` ask for. */
  readonly mostRounds: number;
  readonly bar: Bar;
  work(side: Side): Promise<void>;
}

const gibibyte = 2 ** 30;
/** For both sides alike; a throughput is the better, the less time is needed. */
const crowd = { execs: 100, width: 8 };

export const libraryRows: readonly LibraryRow[] = [
  {
    title: "/bin/true",
    mostRounds: Number.POSITIVE_INFINITY,
    bar: { kind: "ratio", most: 0.3 },
    work: async (side) => void (await side.run(["/bin/true"])),
  },
  {
    title: `${crowd.execs} tiny static programs, ${crowd.width} at once (7 × the throughput)`,
    mostRounds: 5,
    bar: { kind: "ratio", most: 1 / 7 },
    work: (side) => inParallel(crowd.execs, crowd.width, () => side.run(["/bin/true-tiny"])),
  },
  {
    title: "1 GiB of output (1.4 × the MiB/s)",
    mostRounds: 7,
    bar: { kind: "ratio", most: 1 / 1.4 },
    async work(side) {
      const bytes = await side.run(["/bin/spew", String(gibibyte)]);
      if (bytes !== gibibyte)
        throw new SallyportError("SALLYPORT_SYSTEM_CALL", `${side.label} lost output of the command`);
    },
  },
];

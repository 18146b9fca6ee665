import { statSync } from "node:fs";
import { SallyportError } from "@sallyport/core";
import type { Bar } from "./bar.ts";
import type { Quantity } from "./quantity.ts";
import type { Runner } from "./runner.ts";
import type { Subject, SubjectName } from "./subjects/subject.ts";

/** One thing that is measured of each subject. */
export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** For the report: what explains the figures. */
  readonly remark?: string;
  readonly quantity: Quantity;
  /** However many `--rounds` ask for. */
  readonly mostRounds: number;
  /** Rounds before those that count. */
  readonly warmUp: number;
  readonly bars: Readonly<Partial<Record<SubjectName, Bar>>>;
  /** Nanoseconds or bytes. */
  sample(subject: Subject, runner: Runner): Promise<number>;
}

const unlimited = Number.POSITIVE_INFINITY;
const gibibyte = 2 ** 30;
const kibibyte = 2 ** 10;
/** Says that it has started, and ends with its input. */
const untilInputEnds = ["/bin/sh", "-c", "echo; exec cat"];

export const rows: readonly Row[] = [
  latency("exec-true", "exec of /bin/true", ratio(0.45), (subject) => subject.exec(["/bin/true"])),
  latency("exec-tiny", "exec of a tiny static program", ratio(0.35), (subject) =>
    subject.exec(["/bin/true-tiny"]),
  ),
  latency("version", "showing the version", ratio(0.15), (subject) => subject.version),
  {
    ...rare("peak", "peak memory of exec", "size", 5),
    bars: { executable: value(4_000_000) },
    sample: async (subject, runner) => (await runner(["run"], subject.exec(["/bin/true"]))).peak * kibibyte,
  },
  {
    ...rare("waiting", "memory while the command runs", "size", 5),
    sample: async (subject, runner) =>
      (await runner(["hold"], subject.exec(untilInputEnds))).memory * kibibyte,
  },
  {
    ...rare("crowd", "100 execs, 8 at a time", "time", 3),
    sample: async (subject, runner) =>
      (await runner(["crowd", 100, 8], subject.exec(["/bin/true"]))).nanoseconds,
  },
  {
    ...rare("pipe", "1 GiB of output through a pipe", "time", 5),
    remark: [
      "the program in the sandbox writes 64 KiB at a time, and the sandbox passes each write on to the caller's pipe",
      "itself, whichever client made the exec: no byte passes through a client. sallyport's pipe holds 1 MiB and none of",
      "its writes had to wait when it was traced (of runsc's 115 of 1240, with 64 KiB); what is left is the sandbox's own,",
      "whose program takes most of that time to write as much to its /dev/null.",
    ].join(" "),
    bars: { executable: ratio(0.4) },
    sample: async (subject, runner) => {
      const measured = await runner(["run"], subject.exec(["/bin/spew", String(gibibyte)]));
      if (measured.output === gibibyte) return measured.nanoseconds;
      throw new SallyportError("SALLYPORT_SYSTEM_CALL", `${subject.label} lost output of the command`);
    },
  },
  {
    ...latency("detach", "exec --detach", ratio(0.15), () => []),
    bars: { executable: ratio(0.15), node: ratio(1.1) },
    sample: async (subject, runner) =>
      (await runner(["run-detached"], subject.detach(["/bin/true-tiny"]))).nanoseconds,
  },
  standIns("detached-1", "memory of 1 detached exec", 1, {}),
  standIns("detached-50", "memory of 50 detached execs, each", 50, { executable: value(64_000) }),
  {
    ...rare("size", "size of the program", "size", 1),
    bars: { executable: value(3_000_000) },
    sample: async ({ files }) => files.reduce((sum, path) => sum + statSync(path).size, 0),
  },
];

function ratio(most: number): Bar {
  return { kind: "ratio", most };
}

function value(most: number): Bar {
  return { kind: "value", most };
}

function latency(
  name: string,
  title: string,
  bar: Bar,
  command: (subject: Subject) => readonly string[],
): Row {
  return {
    name,
    title,
    quantity: "time",
    mostRounds: unlimited,
    warmUp: 2,
    bars: { executable: bar },
    sample: async (subject, runner) => (await runner(["run"], command(subject))).nanoseconds,
  };
}

function rare(name: string, title: string, quantity: Quantity, mostRounds: number) {
  return { name, title, quantity, mostRounds, warmUp: 0, bars: {} };
}

function standIns(name: string, title: string, count: number, bars: Row["bars"]): Row {
  return {
    ...rare(name, title, "size", 1 + Math.floor(2 / count)),
    bars,
    sample: async (subject, runner) =>
      ((await runner(["stand-ins", count], subject.detach(["/bin/cat"]))).memory * kibibyte) / count,
  };
}

import {
  capabilityModes,
  type CapabilityName,
  type DeclaredCapabilities,
  type TransportCapabilities,
} from "@sallyport/transport";
import { describe, expect, it } from "vitest";
import { type ConformanceCase, conformanceCases, reasonToSkip, runCase } from "../src/conformance/index.ts";
import { mockTarget } from "./mock-target.ts";

/** What a mock declares, and the least that any transport may. */
const declarations: readonly [string, DeclaredCapabilities][] = [
  ["all that it can do", {}],
  [
    "as little as possible",
    {
      tty: "none",
      signals: "none",
      processGroupSignals: false,
      separateStderr: false,
      users: false,
      linuxCapabilities: false,
      noNewPrivileges: "none",
      environment: false,
      workingDirectory: false,
      passFds: false,
      reattach: false,
      init: false,
      list: false,
      state: false,
      processes: false,
      statistics: false,
    },
  ],
  ["no signal but KILL", { signals: "kill", processGroupSignals: false, noNewPrivileges: "always" }],
  ["no signals to groups", { processGroupSignals: false }],
];
const targets = declarations.map(([name, capabilities]) => ({ name, target: mockTarget(capabilities) }));
const isApplying = (index: number, each: ConformanceCase): boolean => {
  const target = targets[index]?.target;
  return target !== undefined && reasonToSkip(target, each) === undefined;
};

/** Those that no mock can do, in whatever way it is declared. */
const neverApplying = [
  "container/hand-over",
  "descriptors/program",
  "host/detached",
  "host/process-ids",
  "host/process-outside",
  "limits/held",
  "loss/host-processes",
  "supervision/tree",
  "terminal/foreground",
];

const names = Object.keys(capabilityModes) as CapabilityName[];
const modes = names.flatMap((name) => capabilityModes[name].map((mode) => ({ name, mode })));
/** The most of everything; where commands are the host's own processes, other things are theirs. */
const most = [true, false].map((hostProcesses): Record<string, unknown> => {
  const all = names.map((name) => [name, capabilityModes[name].at(-1)] as const);
  return { ...Object.fromEntries(all), hostProcesses };
});
const isFor = (each: ConformanceCase, capabilities: Record<string, unknown>): boolean =>
  each.requires?.(capabilities as TransportCapabilities) === undefined;

describe.each(targets)("a mock that declares $name keeps to the contract", ({ target }) => {
  const own = targets.findIndex((each) => each.target === target);
  // What was tried with more is not tried again with less.
  const applying = conformanceCases.filter(
    (each) => targets.findIndex((_, at) => isApplying(at, each)) === own,
  );

  it.each(applying)("$id: $title", async (each) => {
    expect(await runCase(target, each)).toEqual({ id: each.id, title: each.title, outcome: "passed" });
  });
});

describe("the cases", () => {
  it("are at least eighty, each with an id of its own", () => {
    expect(conformanceCases.length).toBeGreaterThanOrEqual(80);
    expect(new Set(conformanceCases.map(({ id }) => id)).size).toBe(conformanceCases.length);
  });

  it.each(modes)("have one that is about $name being $mode", ({ name, mode }) => {
    const others = capabilityModes[name].filter((other) => other !== mode);
    const about = conformanceCases.filter((each) =>
      most.some(
        (capabilities) =>
          isFor(each, { ...capabilities, [name]: mode }) &&
          others.some((other) => !isFor(each, { ...capabilities, [name]: other })),
      ),
    );
    expect(about.map(({ id }) => id)).not.toEqual([]);
  });

  it("are left out only for what is declared, and each applies to one of the mocks", () => {
    const left = conformanceCases.filter((each) => !targets.some((_, at) => isApplying(at, each)));
    expect(left.map(({ id }) => id).toSorted()).toEqual(neverApplying);
  });
});

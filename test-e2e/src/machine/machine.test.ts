import {
  findRuntimes,
  installMachine,
  machineLabel,
  type MachineResult,
  runInMachine,
} from "@sallyport/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { sallyport } from "../support/program.ts";
import { apparmorBundles, apparmorCases, apparmorProfiles } from "./apparmor-cases.ts";
import { cgroupBundles, cgroupCases } from "./cgroup-cases.ts";
import { entryBundles, entryCases, entryPolicies } from "./entry-cases.ts";
import { runtimeCases, runtimePrograms } from "./runtime-cases.ts";

const cases = [...cgroupCases, ...apparmorCases, ...runtimeCases, ...entryCases];
/** Milliseconds in which an emulator may be fetched, and a machine may take to do all of it. */
const patience = { fetching: 240_000, running: 300_000 };

describe(`on ${machineLabel}, with cgroup v2 alone, AppArmor and calls by int 0x80`, () => {
  let results: readonly MachineResult[];

  beforeAll(async () => {
    const machine = await installMachine((line) => void process.stderr.write(`${line}\n`));
    const [executable = ""] = sallyport;
    results = await runInMachine(machine, {
      contents: findRuntimes().contents,
      scripts: cases.map(({ script }) => script),
      texts: { ...cgroupBundles, ...apparmorBundles, ...entryBundles, ...entryPolicies },
      programs: { ...(await runtimePrograms()), "/opt/sallyport": executable },
      profiles: apparmorProfiles,
      timeout: patience.running,
    });
  }, patience.fetching + patience.running);

  it.each(cases.map((each, index) => ({ ...each, index })))("$title", ({ index, output }) => {
    expect(results[index]?.output).toBe(output);
  });
});

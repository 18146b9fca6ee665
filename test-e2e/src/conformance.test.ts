import { findOciRuntime } from "@sallyport/testkit";
import { conformanceCases, type ConformanceReport, runCase } from "@sallyport/testkit/conformance";
import { describe, expect, it } from "vitest";
import { hostTarget, socketTarget } from "./support/conformance-targets.ts";
import { type Outcome, startsFast } from "./support/program.ts";
import { releases, takesDescriptors } from "./support/releases.ts";
import { useContainer } from "./support/use-container.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const groups = [...new Set(conformanceCases.map(({ id }) => id.replace(/\/.*$/, "")))];
const long = ["exit", "output"];
/** The cases are those of the transport, and the same on both hosts; these are also about the host. */
const aboutHost = ["start", "input", "signals", "terminal", "descriptors"];
const chosen = startsFast ? [aboutHost] : [...long, groups.filter((group) => !long.includes(group))];
/** More than `sallyport conform` has: they are run from here, once. */
const needing = startsFast ? [] : conformanceCases.filter(({ needs }) => needs !== undefined);

const argsFor = (transport: string, id: string, only: string) => {
  return ["conform", "--transport", transport, "--container", id, "--json", "--only", only];
};

function expectNoneFailed({ status, stdout, stderr }: Outcome): void {
  const report: ConformanceReport = JSON.parse(stdout);
  expect(report.results.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

describe.each(releases)("the socket transport keeps to the contract on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each(chosen.map(String))("in each case about %s", async (only) => {
    expectNoneFailed(await guest.run(argsFor("socket", guest.sandbox.id, only)));
  });

  it.each(needing.filter(({ id }) => id !== "loss/host-processes"))("$id: $title", async (each) => {
    const result = await runCase(socketTarget(runsc, guest.sandbox), each);
    const declared = each.needs !== "executable" || takesDescriptors(runsc);
    expect(result).toMatchObject({ outcome: declared ? "passed" : "skipped" });
  });
});

const runc = findOciRuntime("runc");

describe(`the transport ptrace-host keeps to the contract in a container of ${runc.label}`, () => {
  const joined = useContainer({ runtime: runc });

  it.each(chosen.map(String))("in each case about %s", async (only) => {
    expectNoneFailed(await joined.run(argsFor("ptrace-host", joined.container.id, only)));
  });

  it.each(needing.filter(({ id }) => id === "loss/host-processes"))("$id: $title", async (each) => {
    const result = await runCase(hostTarget(joined.container), each);
    expect(result).toMatchObject({ outcome: "passed" });
  });
});

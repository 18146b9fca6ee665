import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRunscState } from "@sallyport/core/schemas";
import { createNodeHost } from "@sallyport/host/node";
import { findRuntimes, type Runsc, type Sandbox, sandboxStatePath, startSandbox } from "@sallyport/testkit";
import {
  conformanceCases,
  type ConformanceReport,
  type ConformanceTarget,
  runCase,
} from "@sallyport/testkit/conformance";
import { socketTransport } from "@sallyport/transport-socket";
import { describe, expect, it } from "vitest";
import { startsFast } from "./support/program.ts";
import { releases, takesDescriptors } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const groups = [...new Set(conformanceCases.map(({ id }) => id.replace(/\/.*$/, "")))];
const long = ["exit", "output"];
/** The cases are those of the transport, and the same on both hosts; these are also about the host. */
const aboutHost = ["start", "input", "signals", "terminal", "descriptors"];
const chosen = startsFast ? [aboutHost] : [...long, groups.filter((group) => !long.includes(group))];
/** More than `sallyport conform` has: they are run from here, once. */
const needing = startsFast ? [] : conformanceCases.filter(({ needs }) => needs !== undefined);

function targetOf(runsc: Runsc, sandbox: Sandbox): ConformanceTarget {
  return {
    host: createNodeHost(),
    transport: socketTransport,
    options: undefined,
    container: containerOf(sandbox),
    executable: {
      path: join(findRuntimes().contents.programs, "spew"),
      args: ["spew", "1", "42"],
      status: 42,
    },
    async sacrifice() {
      const sacrificed = await startSandbox({ runsc });
      return {
        transport: socketTransport,
        container: containerOf(sacrificed),
        destroy: () => sacrificed.killSentry(),
        [Symbol.asyncDispose]: () => sacrificed.dispose(),
      };
    },
  };
}

function containerOf({ root, id }: Sandbox) {
  const file = sandboxStatePath(root, id);
  const state: unknown = JSON.parse(readFileSync(file, "utf8"));
  return parseRunscState(state, { file, stateDirectory: root });
}

describe.each(releases)("the socket transport keeps to the contract on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it.each(chosen.map(String))("in each case about %s", async (only) => {
    const { id } = guest.sandbox;
    const args = ["conform", "--transport", "socket", "--container", id, "--json", "--only", only];
    const { status, stdout, stderr } = await guest.run(args);
    const report: ConformanceReport = JSON.parse(stdout);
    expect(report.results.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it.each(needing)("$id: $title", async (each) => {
    const result = await runCase(targetOf(runsc, guest.sandbox), each);
    const declared = each.needs !== "executable" || takesDescriptors(runsc);
    expect(result).toMatchObject({ outcome: declared ? "passed" : "skipped" });
  });
});

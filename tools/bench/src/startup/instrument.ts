import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { BundlePlugin } from "@sallyport/tools-bundle";

/** Names the file that the instrumented program leaves its costs in. */
export const costsVariable = "SALLYPORT_BENCH_COSTS";

/** What the instrumented program leaves: milliseconds since Node began, and per module. */
export interface StartupCosts {
  /** When the first module was evaluated. */
  readonly begun: number;
  readonly ended: number;
  /** Evaluating a module's own statements, without those of the modules it loads. */
  readonly modules: Readonly<Record<string, number>>;
}

/** Makes each module note when its own statements begin and end. */
export function instrument(workspace: string): BundlePlugin {
  return {
    name: "instrument",
    load(path) {
      if (!/\.[cm]?[jt]s$/.test(path)) return undefined;
      const name = JSON.stringify(relative(workspace, path));
      const source = readFileSync(path, "utf8").replace(/^#!.*/, "");
      return `globalThis.moduleBegins(${name});${source}\n;globalThis.moduleEnds();`;
    },
  };
}

/** A module that Node evaluates before the program. The entry never ends: what is loaded meanwhile is nested in it. */
export const instruments = `
import { writeFileSync as writeCosts } from "node:fs";
{
  let begun;
  const modules = {};
  const open = [];
  globalThis.moduleBegins = (name) => {
    const now = performance.now();
    begun ??= now;
    open.push({ name, nested: 0, begun: now });
  };
  globalThis.moduleEnds = () => {
    const { name, nested, begun } = open.pop();
    const whole = performance.now() - begun;
    modules[name] = whole - nested;
    if (open.length > 0) open.at(-1).nested += whole;
  };
  process.on("exit", () => {
    const costs = { begun, ended: performance.now(), modules };
    writeCosts(process.env.${costsVariable}, JSON.stringify(costs));
  });
}`;

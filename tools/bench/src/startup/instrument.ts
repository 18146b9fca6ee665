import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Plugin } from "esbuild";

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
export function instrument(workspace: string): Plugin {
  return {
    name: "instrument",
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => {
        const name = JSON.stringify(relative(workspace, path));
        const source = readFileSync(path, "utf8").replace(/^#!.*/, "");
        const loader = path.endsWith("ts") ? "ts" : "js";
        return { contents: `globalThis.moduleBegins(${name});${source}\n;globalThis.moduleEnds();`, loader };
      });
    },
  };
}

/** Before the first module. The entry never ends: what is loaded meanwhile is nested in it. */
export const instruments = `
import { writeFileSync as writeCosts } from "node:fs";
{
  const begun = performance.now();
  const modules = {};
  const open = [];
  globalThis.moduleBegins = (name) => open.push({ name, nested: 0, begun: performance.now() });
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

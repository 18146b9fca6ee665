import { type Dialect, SallyportError } from "@sallyport/core";
import type { EngineConfiguration } from "./engine-configuration.ts";

const path = "/etc/containerd/config.toml";

/** By the version that the file begins with: containerd 1, and 2. */
const plugins: Readonly<Record<string, string>> = {
  "2": "io.containerd.grpc.v1.cri",
  "3": "io.containerd.cri.v1.runtime",
};

/** Tables at the end of config.toml, between two comments; everything else in it stays. */
export const containerdConfiguration: EngineConfiguration = {
  path: () => path,
  configured(before = "version = 2\n", runtime, file) {
    const rest = without(before, runtime);
    const plugin = plugins[/^version\s*=\s*(\d+)/m.exec(rest)?.[1] ?? "1"];
    if (plugin === undefined)
      throw invalid("its version must be 2 or 3", "containerd config migrate converts it");
    const table = `plugins."${plugin}".containerd.runtimes.${runtime}`;
    if (rest.includes(`.containerd.runtimes.${runtime}]`)) {
      throw invalid(`it has a runtime ${runtime} already`, `set BinaryName of ${table}.options to ${file}`);
    }
    const lines = [
      begin(runtime),
      `[${table}]`,
      `runtime_type = "io.containerd.runc.v2"`,
      `[${table}.options]`,
      `BinaryName = ${JSON.stringify(file)}`,
      end(runtime),
    ];
    return `${rest}${rest.endsWith("\n") ? "" : "\n"}${lines.join("\n")}\n`;
  },
  unconfigured: (before, runtime) => (before === undefined ? undefined : without(before, runtime)),
  next: (runtime) => `systemctl restart containerd; a RuntimeClass with the handler ${runtime} uses it`,
};

const begin = (runtime: Dialect) => `# sallyport ${runtime}: begin`;
const end = (runtime: Dialect) => `# sallyport ${runtime}: end`;

function without(text: string, runtime: Dialect): string {
  const start = text.indexOf(`${begin(runtime)}\n`);
  const last = `${end(runtime)}\n`;
  const stop = text.indexOf(last, start);
  return start < 0 || stop < 0 ? text : text.slice(0, start) + text.slice(stop + last.length);
}

function invalid(why: string, hint: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_CONFIGURATION", `${path}: ${why}`, { hint });
}
